"""The styles of the shipped Word templates: all four font slots, no theme fonts, sizes of GB/T 9704-2012."""

from __future__ import annotations

from dataclasses import dataclass

MM = 1440 / 25.4  # twips
LATIN = "Times New Roman"
FANGSONG, KAITI, HEITI, SONGTI, XIAOBIAOSONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
TWO, THREE, FOUR, SMALL_FOUR, FIVE = 22, 16, 14, 12, 10.5  # 2号 3号 4号 小四 五号, in points
BODY_LINE = 28.95  # 225 mm by 22 lines, rounded down so that 22 of them fit
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@dataclass(frozen=True)
class Style:
    """A paragraph style: font, size and line in points, and what else ``w:pPr`` says."""

    name: str
    id: str
    font: str
    size: float
    line: float
    layout: str = ""
    latin: str = LATIN
    based_on: str = "a"
    outline: int | None = None


#: Hanging punctuation is Word's default; said here, for LibreOffice without it loses signs at full lines.
LINES = '<w:overflowPunct/><w:snapToGrid w:val="0"/>'
STYLE_TABLE = (
    Style("附件标签", "af1", HEITI, THREE, BODY_LINE, '<w:jc w:val="left"/>'),
    Style("公文标题", "af2", XIAOBIAOSONG, TWO, 33, '<w:jc w:val="center"/>'),
    Style("公文正文", "af3", FANGSONG, THREE, BODY_LINE,
          '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>'),
    Style("一级标题", "af4", HEITI, THREE, BODY_LINE,
          '<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="left"/>', outline=0),
    Style("表头", "af5", HEITI, SMALL_FOUR, 17, '<w:jc w:val="center"/>'),
    Style("表文", "af6", FANGSONG, FIVE, 15, '<w:jc w:val="left"/>'),
    Style("页码", "af7", SONGTI, FOUR, 16, "", latin=SONGTI),
    Style("分节", "af8", FANGSONG, 1, 1, ""),
)  # fmt: skip


def fonts(east_asian: str, latin: str = LATIN) -> str:
    """Return ``w:rFonts`` with all four slots."""
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east_asian}" w:cs="{latin}"/>'


def sizes(points: float) -> str:
    """Return the size of a font, for Latin and for complex scripts."""
    return f'<w:sz w:val="{points * 2:g}"/><w:szCs w:val="{points * 2:g}"/>'


def style_xml(style: Style) -> str:
    """Return one ``w:style``; the order of elements is the one the schema asks for."""
    spacing = f'<w:spacing w:line="{round(style.line * 20)}" w:lineRule="exact"/>'
    keep = "<w:keepNext/>" if style.outline is not None else ""
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based_on}"/><w:qFormat/>'
        f"<w:pPr>{keep}{LINES}{spacing}{style.layout}{outline}</w:pPr>"
        f"<w:rPr>{fonts(style.font, style.latin)}{sizes(style.size)}</w:rPr></w:style>"
    )


STYLES = (
    f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANGSONG)}<w:kern w:val="2"/>{sizes(THREE)}'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/>'
    '<w:pPr><w:jc w:val="both"/></w:pPr></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="a0"><w:name w:val="Default Paragraph Font"/>'
    '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
    f"{''.join(map(style_xml, STYLE_TABLE))}</w:styles>"
)
IDS = {style.name: style.id for style in STYLE_TABLE}
