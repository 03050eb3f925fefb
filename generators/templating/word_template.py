"""A Word file of the office with Jinja typed in its paragraphs: read and compiled once, rendered many times.

The body becomes lines of Jinja (:mod:`word_source`), rendered in the sandbox, and blocks of XML again
(:mod:`word_rendering`); headers and footers alike. Everything else of the file is kept byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from generators.errors import Problem, Severity, TemplateError
from generators.model.origin import Origin
from generators.opc.reading import Package, open_package
from generators.page import Page
from generators.templating.looks import Look, Section, Styles, W, read_styles
from generators.templating.sandbox import compile_lines
from generators.templating.vocabulary import TEMPLATES, Vocabulary, proposal
from generators.templating.word_cleaning import (
    COMMENT_KINDS,
    clean,
    parse,
    serialised,
    without_comments,
    without_types,
)
from generators.templating.word_rendering import Block, Format, PartTemplate, Printed
from generators.templating.word_source import (
    AMBIGUOUS,
    Source,
    closing,
    declarations,
    has_jinja,
    hint,
    hint_punctuation,
    read_blocks,
    sections_of,
)

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
HEADER_KINDS = {"header": "页眉", "footer": "页脚"}
CORE = "docProps/core.xml"
APP = "docProps/app.xml"


@dataclass(frozen=True)
class WordTemplate:
    """A Word template, compiled.

    ``static`` holds the parts that are the same in every document, ready to be packed once: all but ``part``
    (the document), the headers and footers with Jinja (:meth:`render_parts`), and docProps/core.xml and
    app.xml, which the writer makes anew: a template keeps the name of its author's office and printer.
    ``prefix + blocks + suffix`` is the document part. ``sections`` are the pages in order; a block names its
    own by number. ``tables`` are the names of its ``[[表名]]``, with where each stands.
    """

    path: Path
    part: str
    static: Mapping[str, bytes] = field(repr=False)
    prefix: str = field(repr=False)
    suffix: str = field(repr=False)
    sections: tuple[Section, ...]
    styles: Styles = field(repr=False)
    body: PartTemplate = field(repr=False)
    others: Mapping[str, tuple[str, PartTemplate, str]] = field(repr=False)
    tables: tuple[tuple[str, Origin], ...] = ()

    @property
    def section(self) -> Section:
        """The page of the end of the document; its only page in most templates."""
        return self.sections[-1]

    def render(self, values: Mapping[str, Any]) -> list[Block]:
        """Return the blocks of the body; raise TemplateError with the paragraph at fault."""
        return self.body.render(values)

    def render_parts(self, values: Mapping[str, Any]) -> dict[str, bytes]:
        """Return the headers and footers that have Jinja in them, by part."""
        return {
            part: "".join((prefix, *_xml(template.render(values)), suffix)).encode()
            for part, (prefix, template, suffix) in self.others.items()
        }

    def style_id(self, name: str) -> str:
        """Return the id of a paragraph style by its name (表文); nothing if the template has none."""
        return self.styles.ids.get(name, "")

    def style_look(self, name: str) -> Look | None:
        """Return the look of paragraphs of a style by its name."""
        return self.styles.look_of(name, self.section)

    def check_tables(self, known: Iterable[str]) -> list[Problem]:
        """Return a problem for each ``[[表名]]`` that no table has."""
        names = list(known)
        return [
            Problem("TPL-12", origin, f"“[[{name}]]”：没有这个表。", proposal(name, names))
            for name, origin in self.tables
            if name not in names
        ]


def missing_tables(template: WordTemplate, page: Page) -> list[Problem]:
    """Return a warning for each table of the page that the template has no ``[[表名]]`` for."""
    marked = {name for name, _ in template.tables}
    return [
        Problem(
            "TPL-21",
            template.body.origin,
            f"模板里没有 [[{name}]]，生成的 Word 文件里没有这张表。",
            f"请在要放表格的地方单独写一段 [[{name}]]。",
            Severity.WARNING,
        )
        for name in page.tables
        if name not in marked
    ]


@dataclass(frozen=True)
class _Part:
    """A part with Jinja while it is read: its tree, where its blocks stand, and what they say."""

    name: str
    root: Any
    body: Any
    source: Source


def read_word_template(path: Path | str, vocabulary: Vocabulary | None = None) -> WordTemplate:
    """Return the template at ``path``, compiled; names are checked against ``vocabulary``.

    Without one, the names that the product's template of the same file name may use. Raises TemplateError
    with every mistake in body, headers and footers, WorkbookError when the file cannot be read.
    """
    path = Path(path)
    package = open_package(path)
    name = _document_part(package)
    styles = _styles(package, name)
    document = _document(package, name, styles)
    headers = list(_headers(package, document, styles))
    known = vocabulary if vocabulary is not None else TEMPLATES.get(path.name)
    body, *others = _compile_all([document, *headers], known)
    ends = [_ends(part) for part in headers]
    return WordTemplate(
        path,
        name,
        _static(package, name, {part.name for part in headers}),
        *_ends(document),
        tuple(document.source.sections),
        styles,
        body,
        {part.name: (a, other, z) for part, other, (a, z) in zip(headers, others, ends, strict=True)},
        tuple((shape.table, place) for shape, place in _tables(document.source)),
    )


def _document_part(package: Package) -> str:
    """Return the name of the part that is the document; raise TemplateError for another kind of file."""
    found = package.related("", "officeDocument")
    kinds = package.content_types()
    if not found or "wordprocessingml" not in kinds.get(found[0].casefold(), ""):
        raise _refused(package, "不是 Word 文档（.docx）。")
    return found[0]


def _refused(package: Package, said: str) -> TemplateError:
    return TemplateError(Problem("TPL-13", Origin(package.file), said, "请在 Word 或 WPS 里另存为 .docx。"))


def _tree(package: Package, name: str) -> Any:
    """Return the tree of a part without traces of its editing."""
    try:
        return clean(parse(package.read(name)))
    except etree.XMLSyntaxError:
        raise _refused(package, f"里面的“{name}”读不出来，文件可能坏了。") from None


def _styles(package: Package, name: str) -> Styles:
    found = package.related(name, "styles")
    return read_styles(_tree(package, found[0])) if found else Styles(said={"": {}})


def _document(package: Package, name: str, styles: Styles) -> _Part:
    """Return the document's part read into lines."""
    root = _tree(package, name)
    body = root.find(f"{W}body")
    if body is None:
        raise _refused(package, "是“严格 Open XML”格式的文档，或者没有正文。")
    source = Source(Origin(package.file), styles, sections_of(body), declarations(root))
    read_blocks(source, body)
    return _Part(name, root, body, source)


def _headers(package: Package, document: _Part, styles: Styles) -> Iterator[_Part]:
    """Yield the headers and footers with Jinja in them, read into lines."""
    for kind, place in HEADER_KINDS.items():
        for name in package.related(document.name, kind):
            root = _tree(package, name)
            if has_jinja(root):
                origin = Origin(package.file, place=place)
                source = Source(origin, styles, document.source.sections[:1], declarations(root))
                read_blocks(source, root)
                yield _Part(name, root, root, source)


def _compile_all(parts: Iterable[_Part], vocabulary: Vocabulary | None) -> list[PartTemplate]:
    """Return every part compiled; raise TemplateError with the mistakes of all."""
    compiled: list[PartTemplate] = []
    problems: list[Problem] = []
    for part in parts:
        problems += part.source.problems
        try:
            compiled.append(_compile(part.source, vocabulary))
        except TemplateError as error:
            problems += error.problems
    if problems:
        raise TemplateError(problems)
    return compiled


def _compile(source: Source, vocabulary: Vocabulary | None) -> PartTemplate:
    lines, places, containers = (
        source.lines or [""],
        source.places or [source.origin],
        source.containers or [0],
    )
    compiled = compile_lines(lines, places, vocabulary, containers)
    kept = [*source.inlines, *(shape.verbatim for shape in source.shapes), *(c.xml for c in source.chunks)]
    drawings = any("<wp:docPr" in xml for xml in kept)
    formats = [_format(xml, source) for xml in source.formats]
    return PartTemplate(
        source.origin,
        compiled,
        source.shapes,
        source.chunks,
        formats,
        source.inlines,
        source.sections,
        drawings,
    )


def _format(xml: str, source: Source) -> Format:
    """Return a run format with its hinted form."""
    namespaces = "".join(source.declared)
    root = etree.fromstring(f"<w:r{namespaces}>{xml or '<w:rPr/>'}</w:r>")
    hint(root[0])
    return Format(xml, source.xml(root[0]))


def _tables(source: Source) -> list[tuple[Any, Origin]]:
    """Return the shapes that are places of tables, with where they stand."""
    shapes = iter(source.shapes)
    paragraphs = [
        place for line, place in zip(source.lines, source.places, strict=True) if line.startswith("\x01")
    ]
    return [(shape, place) for shape, place in zip(shapes, paragraphs, strict=True) if shape.table]


def _ends(part: _Part) -> tuple[str, str]:
    """Return what stands before and after the blocks of a part."""
    prefix = DECLARATION + Source(Origin(""), Styles(), []).opening(part.root)
    if part.body is part.root:
        return prefix, closing(part.root)
    before = "".join(part.source.xml(child) for child in part.root if child.tag == f"{W}background")
    last = part.body.find(f"{W}sectPr")
    section = "" if last is None else part.source.xml(last)
    return (
        f"{prefix}{before}{part.source.opening(part.body)}",
        f"{section}{closing(part.body)}{closing(part.root)}",
    )


def _static(package: Package, part: str, jinja: set[str]) -> dict[str, bytes]:
    """Return the parts that every document shares, without comments and without the author's traces."""
    comments = {name for kind in COMMENT_KINDS for name in package.related(part, kind)}
    left_out = {name.casefold() for name in (part, CORE, APP, *jinja, *comments)}
    parts = {name: package.read(name) for name in package.names if name.casefold() not in left_out}
    folder, _, file = part.rpartition("/")
    arrows = f"{folder}/_rels/{file}.rels"
    parts["[Content_Types].xml"] = without_types(
        parts["[Content_Types].xml"], {n.casefold() for n in comments}
    )
    if comments and arrows in parts:
        parts[arrows] = without_comments(parts[arrows])
    for kind in HEADER_KINDS:
        for name in package.related(part, kind):
            if name in parts:
                parts[name] = _hinted(parts[name])
    return parts


def _hinted(content: bytes) -> bytes:
    """Return a header or footer with its punctuation marked as Chinese."""
    if not AMBIGUOUS.search(content.decode("utf-8", "replace")):
        return content
    root = clean(parse(content))
    for paragraph in root.iter(f"{W}p"):
        hint_punctuation(paragraph)
    return serialised(root)


def _xml(blocks: Iterable[Block]) -> list[str]:
    """Return the XML of blocks; a header holds no tables of layouts."""
    return [block.xml for block in blocks if isinstance(block, Printed)]
