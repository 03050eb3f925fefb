"""The shipped Word templates: what is typed in them, and the parts of their files.

The sentences are a proposal: they are what an office edits first. Everything in braces is explained in the
说明 sheet of 版式.xlsx.
"""

from __future__ import annotations

from dataclasses import dataclass

from tools.templates.styles import IDS, KAITI, MM, W, fonts

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
AMBIGUOUS = set("“”‘’—…·")


@dataclass(frozen=True)
class Line:
    """One paragraph: its style, and its text in pieces, each with a font or without."""

    style: str
    pieces: tuple[tuple[str, str], ...]


def line(style: str, *pieces: str | tuple[str, str]) -> Line:
    """Return a paragraph; a piece is text, or text with a font."""
    return Line(style, tuple((piece, "") if isinstance(piece, str) else piece for piece in pieces))


def page(landscape: bool) -> str:
    """Return the ``w:sectPr``: A4, text block 225 by 156 mm, footers 7 mm under it."""
    sides = (28, 37, 26, 35) if landscape else (37, 26, 35, 28)  # top, right, bottom, left
    width, height = (16838, 11906) if landscape else (11906, 16838)
    top, right, bottom, left = (round(side * MM) for side in sides)
    footer = round((sides[2] - 10) * MM)  # the number is 3 mm high, its line 5
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/>'
        '<w:footerReference w:type="even" r:id="rId4"/>'
        f'<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="851" '
        f'w:footer="{footer}" w:gutter="0"/></w:sectPr>'
    )


BREAKDOWN: tuple[Line | str, ...] = (
    line("附件标签", "{{ 附件标签 }}"),
    line("附件标签"),
    line("公文标题", "{{ 标题 }}"),
    line("表文"),
    line("表文", "[[任务分解表]]"),
    page(landscape=True),
)
SUMMARY: tuple[Line | str, ...] = (
    line("公文标题", "{{ 地区 }}{{ 年度 }}年民生实事项目"),
    line("公文标题", "{{ 期次名称 }}进展情况汇总"),
    line("公文正文"),
    line(
        "公文正文",
        "截至{{ 截至日期 }}，{{ 年度 }}年{{ 地区 }}民生实事共{{ 项目数 }}个项目、{{ 事项数 }}个事项，"
        "{% if 统计|length == 1 %}进展状态均为“{{ 统计[0].状态 }}”"
        "{% else %}其中{% for 项 in 统计 %}{{ 项.状态 }}{{ 项.数量 }}个"
        '{{ "" if loop.last else "、" }}{% endfor %}{% endif %}。',
    ),
    line(
        "公文正文",
        "{% if 未报事项 %}尚有{{ 未报事项|length }}个事项未报送本期进展："
        "{% for 任务 in 未报事项 %}{{ 任务.编号 }}（{{ 任务.牵头单位|顿号 }}）"
        '{{ "" if loop.last else "、" }}{% endfor %}。{% endif %}',
    ),
    line("公文正文", "各项目进展情况如下。"),
    line("公文正文", "{% for 项目 in 项目列表 %}"),
    line("一级标题", "{{ 项目.中文序号 }}、{{ 项目.名称 }}{% if 项目.别名 %}（{{ 项目.别名 }}）{% endif %}"),
    line("公文正文", "{% for 任务 in 项目.任务列表 %}"),
    line(
        "公文正文",
        ("{{ 任务.序号 }}.{{ 任务.主要内容|句号 }}", KAITI),
        '{{ 任务.进展情况|默认("本期未报送进展")|句号 }}'
        "{% if 任务.存在问题 %}存在问题：{{ 任务.存在问题|句号 }}{% endif %}"
        "{% if 任务.下一步打算 %}下一步：{{ 任务.下一步打算|句号 }}{% endif %}"
        "（责任单位：{{ 任务.牵头单位|顿号 }}"
        "{% if 任务.配合单位 %}；配合单位：{{ 任务.配合单位|顿号 }}{% endif %}）",
    ),
    line("公文正文", "{% endfor %}"),
    line("公文正文", "{% endfor %}"),
    line("公文正文"),
    line("公文正文", "附件：{{ 年度 }}年{{ 地区 }}民生实事项目{{ 期次名称 }}进展情况表"),
    page(landscape=False),
    line("附件标签", "附件"),
    line("附件标签"),
    line("公文标题", "{{ 年度 }}年{{ 地区 }}民生实事项目{{ 期次名称 }}进展情况表"),
    line("表文"),
    line("表文", "[[进展情况表]]"),
    page(landscape=True),
)


def run(text: str, font: str = "") -> str:
    """Return a run; Chinese punctuation that Word would set in a Latin font is marked."""
    wanted = fonts(font) if font else "<w:rFonts/>"
    if AMBIGUOUS & set(text):
        wanted = wanted.replace("<w:rFonts", '<w:rFonts w:hint="eastAsia"')
    properties = f"<w:rPr>{wanted}</w:rPr>" if wanted != "<w:rFonts/>" else ""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<w:r>{properties}<w:t xml:space="preserve">{escaped}</w:t></w:r>'


def paragraph(typed: Line) -> str:
    """Return a paragraph of the template."""
    runs = "".join(run(text, font) for text, font in typed.pieces)
    return f'<w:p><w:pPr><w:pStyle w:val="{IDS[typed.style]}"/></w:pPr>{runs}</w:p>'


def document(body: tuple[Line | str, ...]) -> str:
    """Return the document part; every page but the last ends in a paragraph one point high."""
    *blocks, last = body
    ends = f'<w:p><w:pPr><w:pStyle w:val="{IDS["分节"]}"/>'
    xml = "".join(
        f"{ends}{block}</w:pPr></w:p>" if isinstance(block, str) else paragraph(block) for block in blocks
    )
    return f"<w:document {W} {R}><w:body>{xml}{last}</w:body></w:document>"


def footer(side: str) -> str:
    """Return a footer: — 1 — in 4号 half-width 宋体, one character from the edge (GB/T 9704-2012, 7.5)."""
    begin, separate, end = (f'<w:fldChar w:fldCharType="{t}"/>' for t in ("begin", "separate", "end"))
    pieces = (begin, '<w:instrText xml:space="preserve"> PAGE </w:instrText>', separate, "<w:t>1</w:t>", end)
    field = "".join(f"<w:r>{piece}</w:r>" for piece in pieces)
    indent = f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{side}"/>'
    return (
        f'<w:ftr {W} {R}><w:p><w:pPr><w:pStyle w:val="{IDS["页码"]}"/>{indent}</w:pPr>'
        f"{run('— ')}{field}{run(' —')}</w:p></w:ftr>"
    )


SETTINGS = (
    f'<w:settings {W}><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:doNotExpandShiftReturn/><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{TYPES}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{TYPES}.settings+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{TYPES}.footer+xml"/>'
    f'<Override PartName="/word/footer2.xml" ContentType="{TYPES}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    "</Types>"
)
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created></cp:coreProperties>'
)


def arrows(*targets: tuple[str, str]) -> str:
    """Return a relationships part; ids count from rId1."""
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'


def parts_of(body: tuple[Line | str, ...], styles: str) -> dict[str, bytes]:
    """Return the parts of a template's file, in the order of the package."""
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    texts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": arrows(
            (f"{RELATIONSHIPS}/officeDocument", "word/document.xml"), (core, "docProps/core.xml")
        ),
        "word/document.xml": document(body),
        "word/_rels/document.xml.rels": arrows(
            *(
                (f"{RELATIONSHIPS}/{kind}", f"{name}.xml")
                for kind, name in (
                    ("styles", "styles"),
                    ("settings", "settings"),
                    ("footer", "footer1"),
                    ("footer", "footer2"),
                )
            )
        ),
        "word/styles.xml": styles,
        "word/settings.xml": SETTINGS,
        "word/footer1.xml": footer("right"),
        "word/footer2.xml": footer("left"),
        "docProps/core.xml": CORE,
    }
    return {name: (DECLARATION + text).encode() for name, text in texts.items()}
