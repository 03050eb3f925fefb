"""Numbered prose: headings become projects, items tasks, and each item is cut where progress begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generators.extraction.likeness import overlap
from generators.extraction.sentences import squeezed
from generators.model.period import Period
from generators.published.articles import add_results, article_of
from generators.published.chapters import BESIDE, field_of_section, projects_of, without_sections
from generators.published.drafts import Collected, DraftProject, DraftTask
from generators.published.furniture import frame_of
from generators.published.labels import opens_with_label, pieces_of
from generators.published.marks import Mark
from generators.published.names import units_behind, unnamed_leader
from generators.published.outline import Node, caption_of, is_title
from generators.published.passage_roles import PROGRESS, read_roles
from generators.published.passages import Passage, ProseReading
from generators.published.reporting import settle_reports, turn_of
from generators.published.texts import period_in, place_after, tidy, year_in
from generators.published.titles import named, take_told
from generators.published.unnumbered import ALONE, FEW, outlined, tells, without_figures
from generators.registers.spelling import one_line
from generators.sources.blocks import Document, Paragraph

#: Labels before prose, and the role they give it.
ROLES_OF_LABELS = {"content": "target", "text": "progress"}
#: Names of projects this much alike are the same project told again.
SAME_NAME = 0.8
LONGEST_NAME = 24
_SENTENCE_END, _CLAUSE_END = re.compile("[。；;：:]"), re.compile("[。；;：:，,]")
#: Whom a document is for: 各镇人民政府，县政府各部门：
_OFFICE = "[^，,、。；：:]{0,16}(?:政府|部门|单位|机构|公司|企业|街道|[局委办会处镇乡])"
_ADDRESSED = re.compile(rf"{_OFFICE}(?:[，,、]{_OFFICE})*[：:]")
_INJECTED = re.compile(
    r"[\u4e00-\u9fff]{0,4}(?:博体育|博彩|赌场|娱乐城|体育投注|彩票(?!公益|销售|发行)|真人娱乐)[\u4e00-\u9fff]{0,4}"
)


def read_prose(document: Document, collected: Collected, year: int) -> int:
    """Read a document without tables of tasks into ``collected``; return how many tasks were found."""
    told = without_sections(list(without_frame(document.paragraphs(), collected)), collected)
    kept = without_counts(told, collected)
    article = article_of(kept)
    before, tree = outlined(article.promised if article else kept)
    roots = list(projects_of(tree, collected))
    for paragraph in before:
        placed, reason = preface(paragraph)
        collected.leave(paragraph.origin, paragraph.text, placed, reason)
    reading = ProseReading(collected, year, period_of(document, year))
    for root in roots:
        start = len(reading.passages)
        read_node(reading, root, ())
        reading.reports += reading.passages[start:] if root.reports else []
    read_roles(reading, before, "target" if article else None)
    if not article:
        settle_reports(reading, before)
    settle(reading)
    if article:
        add_results(article, {one.origin: one.task for one in reading.passages}, collected)
    tasks = [task for project in collected.projects for task in project.tasks]
    for task in tasks:
        finish_task(reading, task)
    if tasks and roots[0].kind == ALONE:
        said = "文件没有编号，也没有小标题，一段当作一个事项，项目名称取开头几个字，请核对"
        collected.take(tasks[0].origin, "", tasks[0], "content", said)
    return len(reading.passages)


def without_frame(paragraphs: Sequence[Paragraph], collected: Collected) -> Iterator[Paragraph]:
    """Yield the paragraphs of the text; those of the page it was published on are noted."""
    for paragraph, placed in zip(paragraphs, frame_of([paragraph.text for paragraph in paragraphs])):
        if placed:
            collected.leave(paragraph.origin, paragraph.text, placed)
        else:
            yield paragraph


def without_counts(paragraphs: Sequence[Paragraph], collected: Collected) -> list[Paragraph]:
    """Return the paragraphs without the lines that only count 1, 2, 3 … what stands below them."""
    lines = [one for one in paragraphs if one.text.strip().isdecimal()]
    numbers = [int(one.text) for one in lines]
    if len(numbers) < FEW or numbers != list(range(1, len(numbers) + 1)):
        return list(paragraphs)
    for one in lines:
        collected.leave(one.origin, one.text, "序号")
    counts = {one.origin for one in lines}
    return [one for one in paragraphs if one.origin not in counts]


def preface(paragraph: Paragraph) -> tuple[str, str]:
    """Return what a paragraph before the first number is, and why to look at it, if so."""
    text = paragraph.text.strip()
    if _ADDRESSED.fullmatch(text):
        return "抬头", ""
    if is_title(text.rstrip("？！?!")):
        return "标题", ""
    return "正文说明", BESIDE


def period_of(document: Document, year: int) -> Period | None:
    """Return the period that a document's title or first lines name."""
    heads = [paragraph.text for paragraph in document.paragraphs()[:12] if len(paragraph.text) < 80]
    found = (period_in(text, year) for text in heads)
    return next((period for period in found if period is not None), None)


# ---------------------------------------------------------------- headings and items
def read_node(reading: ProseReading, node: Node, above: tuple[str, ...]) -> None:
    """Read a numbered paragraph: a heading with what stands below it, or an item."""
    if node.is_heading:
        read_heading(reading, node, above)
    elif (project := known_project(reading, node, opening_of(node.text))) is not None and project.tasks:
        note_heading(reading, node, project, again=True, text=node.mark.printed if node.mark else "")
        add_item(reading, node, project, again=True)
    else:
        project = new_project(reading, node, above, opening_of(node.text))
        project.is_opening = not caption_of(node.text)[0]
        add_item(reading, node, project, is_project=True)


def read_heading(reading: ProseReading, node: Node, above: tuple[str, ...]) -> None:
    """Read a heading: a project if items or paragraphs stand right below it, else a category of headings."""
    printed, told = named(node.title)
    name = one_line(printed)
    beside = [child for child in node.children if field_of_section(child.paragraph.text)]
    headings = [child for child in node.children if child.is_heading and child not in beside]
    items = [child for child in node.children if not child.is_heading and child not in beside]
    if items or node.body or beside:
        project = known_project(reading, node, name) or new_project(reading, node, above, name)
        again = bool(project.tasks)
        note_heading(reading, node, project, again)
        if node.body:
            add_body(reading, node, project, again)
        for item in items:
            if opens_with_label(item.text) and not again:
                add_labelled(reading, item, project)
            else:
                add_item(reading, item, project, again=again)
        for section in beside:
            add_section(reading, section, project)
        if not again:
            take_told(reading.collected, node.paragraph, project, told)
    elif year_in(name):  # the title of the whole
        reading.collected.leave(node.paragraph.origin, node.paragraph.text, "标题")
        name = ""
    else:
        reading.collected.leave(node.paragraph.origin, node.paragraph.text, "上级标题，已写入备注")
    for child in headings:
        read_heading(reading, child, (*above, name))


def known_project(reading: ProseReading, node: Node, name: str) -> DraftProject | None:
    """Return the project told of before in this document: by its name, or its number and a like name."""
    same = reading.by_name.get(squeezed(name))
    if same is None and node.mark is not None:
        numbered = reading.by_mark.get(node.mark.printed)
        return numbered if numbered and overlap(numbered.name, name) >= SAME_NAME else None
    return same


def new_project(reading: ProseReading, node: Node, above: tuple[str, ...], name: str) -> DraftProject:
    """Add a project; its number is that of its mark."""
    project = DraftProject(name, number=node.mark.number if node.mark else "", category="".join(above[-1:]))
    reading.by_name[squeezed(name)] = project
    if node.mark:
        reading.by_mark[node.mark.printed] = project
    reading.collected.projects.append(project)
    return project


def note_heading(reading: ProseReading, node: Node, project: DraftProject, again: bool,
                 text: str | None = None) -> None:  # fmt: skip
    """Note where a heading went: mark to 序号, text to 项目名称; one told again goes nowhere."""
    origin = node.paragraph.origin
    if again:
        said = f"项目“{project.name}”的第二次出现，下面当作进展"
        reading.collected.leave(origin, node.paragraph.text if text is None else text, said)
        return
    if node.mark:
        reading.collected.take_project(origin, node.mark.printed, project, "project_number")
    reading.collected.take_project(origin, named(node.title)[0], project, "project_name")
    reading.collected.leave(origin, "【】" if node.title != node.text else "", "标点")


def opening_of(text: str) -> str:
    """Return the beginning of an item as the name of its project; a short one is all of it.

    >>> opening_of("承诺：新建公园2个。"), opening_of("【绿地】建公园。"), opening_of("新建公园2个，年内开放")
    ('新建公园2个', '绿地', '新建公园2个，年内开放')
    """
    name, _ = caption_of(text)
    said = tidy(behind_label(text))
    bare = name or units_behind(said)[0] or said
    is_whole = len(bare) <= LONGEST_NAME and not _SENTENCE_END.search(bare)
    return bare if is_whole else _CLAUSE_END.split(bare, maxsplit=1)[0][:LONGEST_NAME]


def behind_label(text: str) -> str:
    """Return the text behind the label a paragraph opens with, all of it where it opens with none."""
    first = next(pieces_of(text))
    return first.text if first.label and first.text.strip() else text


def add_item(reading: ProseReading, node: Node, project: DraftProject, is_project: bool = False,
             again: bool = False) -> None:  # fmt: skip
    """Add an item as a task, with all that stands below it; its mark may be that of the project.

    What is told again is progress of the task told of before.
    """
    if again and (twin := told_before(node, project)) is not None:
        add_report(reading, node, twin)
        return
    task = DraftTask(project, origin=node.paragraph.origin)
    project.tasks.append(task)
    if node.mark and is_project:
        reading.collected.take_project(node.paragraph.origin, node.mark.printed, project, "project_number")
    elif node.mark and (node.depth or not again):  # that of a root told again is noted with its heading
        task.number = node.mark.number
        reading.collected.take(node.paragraph.origin, node.mark.printed, task, "number")
    add_passages(reading, task, node.paragraph, node.mark)
    for paragraph in below(node):
        add_passages(reading, task, paragraph)


def add_labelled(reading: ProseReading, node: Node, project: DraftProject) -> None:
    """Add a numbered paragraph that begins with a label (2. 责任单位：…) to the task it belongs to."""
    if not project.tasks:
        project.tasks.append(DraftTask(project, origin=node.paragraph.origin))
    if node.mark:
        reading.collected.leave(node.paragraph.origin, node.mark.printed, "序号")
    add_passages(reading, project.tasks[-1], node.paragraph, node.mark)
    for paragraph in below(node):
        add_passages(reading, project.tasks[-1], paragraph)


def add_section(reading: ProseReading, node: Node, project: DraftProject) -> None:
    """Add what stands below a title such as 进展情况 or 存在问题 to the task it belongs to."""
    if not project.tasks:
        project.tasks.append(DraftTask(project, origin=node.paragraph.origin))
    for paragraph in (node.paragraph, *below(node)):
        add_passages(reading, project.tasks[-1], paragraph)


def told_before(node: Node, project: DraftProject) -> DraftTask | None:
    """Return the task of a project that an item tells of again: of the same number, or the only one."""
    numbers = [task for task in project.tasks if node.mark and task.number == node.mark.number]
    return numbers[0] if len(numbers) == 1 else project.tasks[0] if len(project.tasks) == 1 else None


def add_report(reading: ProseReading, node: Node, task: DraftTask) -> None:
    """Add an item that is told again as progress of its task."""
    if node.mark and node.depth:  # that of a root is noted with its heading
        reading.collected.leave(node.paragraph.origin, node.mark.printed, "序号")
    start = len(node.mark.printed) if node.mark else 0
    reading.passages.append(Passage(task, node.paragraph.origin, node.paragraph.text[start:], again=True))
    for paragraph in below(node):
        add_passages(reading, task, paragraph, again=True)


def below(node: Node) -> Iterator[Paragraph]:
    """Yield every paragraph below a node, in order."""
    yield from node.body
    for child in node.children:
        yield child.paragraph
        yield from below(child)


def add_body(reading: ProseReading, node: Node, project: DraftProject, again: bool) -> None:
    """Add the plain paragraphs below a heading as one task, or as progress of the task told of before."""
    if again:
        task = project.tasks[0]
    else:
        task = DraftTask(project, origin=node.body[0].origin)
        project.tasks.append(task)
    for paragraph in node.body:
        add_passages(reading, task, paragraph, again=again)


def add_passages(reading: ProseReading, task: DraftTask, paragraph: Paragraph, mark: Mark | None = None,
                 again: bool = False) -> None:  # fmt: skip
    """Add a paragraph to a task: what labels name at once, the rest once its roles are known."""
    skipped = len(mark.printed) if mark else 0
    if opened := field_of_section(paragraph.text):
        reading.sections[id(task)] = opened
        reading.collected.leave(paragraph.origin, paragraph.text, "栏目名称")
        return
    awaited = reading.awaited.pop(id(task), "")
    for piece in pieces_of(paragraph.text):
        if piece.field:
            reading.sections.pop(id(task), None)
        field = piece.field or awaited or reading.sections.get(id(task), "")
        reading.collected.leave(paragraph.origin, piece.label, "栏目名称")
        if not piece.text.strip():
            reading.awaited[id(task)] = awaited = field
        elif field in ROLES_OF_LABELS or not field:
            role = ROLES_OF_LABELS.get(field)
            text = piece.text[:skipped] + without_units(reading, task, paragraph, piece.text[skipped:], role)
            if text.strip():
                reading.passages.append(Passage(task, paragraph.origin, text, skipped, again, role))
        else:
            task.add(field, piece.text.strip())
            reading.collected.take(paragraph.origin, piece.text, task, field)
        reading.collected.leave(paragraph.origin, piece.tail, "标点")
        skipped = 0


def without_units(reading: ProseReading, task: DraftTask, paragraph: Paragraph, text: str,
                  role: str | None) -> str:  # fmt: skip
    """Return a text without the units that close it or are all of it, which lead the task or support it."""
    if role == "progress":
        return text
    rest, lead, supporting = units_behind(text)
    beside = text[len(rest) :].replace(lead, "", 1).replace(supporting, "", 1)
    for name, units in (("lead_units", lead), ("supporting_units", supporting)):
        if units:
            task.add(name, units)
            reading.collected.take(paragraph.origin, units, task, name, unnamed_leader(units, beside))
    reading.collected.leave(paragraph.origin, beside, "标点")
    return rest


# ---------------------------------------------------------------- content and report
def settle(reading: ProseReading) -> None:
    """Cut every paragraph where its progress begins, and note where both parts went."""
    first = {id(one.task): one for one in reversed(reading.passages)}
    for one in reading.passages:
        if one is not first[id(one.task)] and is_beside(one):
            reading.collected.leave(one.origin, one.text, "正文说明", BESIDE)
            continue
        signs = 0
        for sentence in one.told:
            if sentence.role in PROGRESS:
                break
            signs += len(sentence.text)
        cut = max(place_after(one.text, signs), one.skipped)
        add_text(reading, one, "content", one.text[one.skipped : cut])
        add_text(reading, one, "text", one.text[cut:])


def is_beside(one: Passage) -> bool:
    """Return whether a further paragraph below an item speaks of all items (总体看…, 下一步…)."""
    return one.role is None and bool(one.told) and all(said.role == "context" for said in one.told)


def add_text(reading: ProseReading, one: Passage, name: str, piece: str) -> None:
    """Add a piece of a paragraph to a task."""
    if not piece.strip():
        return
    one.task.add(name, tidy(piece))
    injected = _INJECTED.search(piece)
    reason = f"文字里有疑似网页夹带的广告“{injected[0]}”，请删去" if injected else ""
    reading.collected.take(one.origin, piece, one.task, name, reason)


def finish_task(reading: ProseReading, task: DraftTask) -> None:
    """Give a task its period, and a content where the document tells only what was done."""
    task.join()
    if task.text:
        task.period = reading.period or Period(reading.year, 4)
        if reading.period is None:
            said = f"文件没有写明期次，暂按{task.period.year}年全年，请核对"
            reading.collected.take(task.origin, "", task, "period", said)
    if not task.content:
        if task.project.is_opening and not turn_of(task.text):
            task.project.name = without_figures(task.project.name)
        task.content = task.project.name
        if not tells([task.content]):
            said = "文件只写了完成情况，" if task.text else "没有主要内容，"
            said += "主要内容暂取项目名称"
            reading.collected.take(task.origin, "", task, "content", said)
