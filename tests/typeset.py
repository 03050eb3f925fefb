"""What LibreOffice makes of texts: rows it fits itself, the font it really draws with; and texts to try."""

from __future__ import annotations

import os
import random
import re
import subprocess
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor
from pathlib import Path

import xlsxwriter
from fontTools.ttLib import TTFont
from lxml import etree

from generators.registers.read import read_register
from generators.typesetting.metrics import ASCII, Face, em_pixels
from tests.office import FONTS, convert

SAMPLES = Path(__file__).resolve().parents[1] / "inputs"
FONT = "仿宋"
LONGEST = 300  # characters: LibreOffice fits no row higher than 10,000 twips
EDGES = 3  # pixels of a column that are not for text: LibreOffice's margins and its grid line
PROBE_SIZE, PROBED = 9, range(15, 40)  # 12 whole pixels, and how many of them
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
PARAGRAPH = "<style:paragraph-properties"
TWIPS_PER_INCH = 1440
PIXELS_PER_TWIP = 0.067  # what LibreOffice rounds 96 / 1440 to
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PARTS = {
    "[Content_Types].xml": f"""<Types xmlns="{PACKAGE}/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Override PartName="/word/document.xml" ContentType="{OFFICE}.document.main+xml"/></Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1"
        Target="word/document.xml" Type=
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>""",
}
HAN = ("建设推进社区养老服务设施改造提升新增学位幼儿园完成老旧小区道路"
       "交通治理工程开展项目投资年度目标任务群众健康公园绿地污水")
LATIN = ("5G", "AI", "A4", "LED", "PM2.5", "Wi-Fi", "VOCs", "12.5km", "2025-12-31", "internet", "responsibilities",
         "元/月", "户/年", "3/4", "和/或", "TCP/IP")


@dataclass(frozen=True)
class Column:
    """Texts one below the other in a column of so many characters."""

    texts: Sequence[str]
    size: float
    characters: float


@dataclass(frozen=True)
class Fitted:
    """What LibreOffice made of a column: its width and the height of each row, both in twips."""

    width: int
    heights: Sequence[int]


def shared() -> Path:
    """Return the folder of the seed documents, which may be absent."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    return Path(os.environ.get("MINSHENG_SHARED", beside)) / "seeds"


def real_sentences() -> list[str]:
    """Return the sentences of the sample registers, and of the seed documents where those are present."""
    registers = [read_register(path)[0] for path in sorted(SAMPLES.glob("*.xlsx"))]
    tasks = [task for register in registers for task in register.tasks()]
    pages = ["\n".join((task.content, *(told.text for told in task.progress))) for task in tasks]
    pages += [path.read_text(encoding="utf-8") for path in sorted(shared().glob("*.txt"))]
    lines = [line.strip() for page in pages for line in page.splitlines()]
    return list(dict.fromkeys(sentence for line in lines for sentence in re.findall("[^。]+。?", line)))


def made_up_texts(count: int, seed: int = 20250101) -> list[str]:
    """Return distinct Chinese texts with figures, Latin words, quotes, brackets and punctuation."""
    chance = random.Random(seed)
    return list({_made_up(chance): None for _ in range(count)})


def _made_up(chance: random.Random) -> str:
    words = [_han(chance, 2, 12)]
    for _ in range(chance.randint(1, 14)):
        words += [_accent(chance), _han(chance, 1, 9), chance.choice(("", "", "，", "；", "、", "：", "。"))]
    return "".join(words) + chance.choice("。；")


def _han(chance: random.Random, least: int, most: int) -> str:
    return "".join(chance.choices(HAN, k=chance.randint(least, most)))


def _accent(chance: random.Random) -> str:
    amount = chance.randint(1, 10 ** chance.randint(1, 6))
    return chance.choice((
        f"{amount}个", f"{amount}平方米", f"{chance.randint(1, 999)}.{chance.randint(0, 99):02}%",
        f"{chance.randint(1, 99)},{chance.randint(100, 999)}万元", f"《{_han(chance, 3, 9)}》",
        f"“{_han(chance, 2, 6)}”", f"（{_han(chance, 2, 8)}）", f"（{amount}户）", chance.choice(LATIN)))


def write_columns(path: Path, columns: Sequence[Column], font: str) -> Path:
    """Write one sheet a column: wrapped texts, no row heights."""
    with xlsxwriter.Workbook(str(path)) as book:
        for column in columns:
            look = book.add_format({"font_name": font, "font_size": column.size, "text_wrap": True})
            sheet = book.add_worksheet()
            sheet.set_column(0, 0, column.characters)
            for row, text in enumerate(column.texts):
                sheet.write_string(row, 0, text, look)
    return path


def fit(columns: Sequence[Column], folder: Path, font: str) -> tuple[list[Fitted], list[Fitted]]:
    """Let LibreOffice fit the rows of columns itself: as it does, and with its rules against 避头尾 switched on.

    It leaves the rows of an .xlsx as they are, but fits those of an .fods that says so and gives no height.
    """
    [flat] = convert([write_columns(folder / "写.xlsx", columns, font)], folder, "fods")
    text = re.sub(' style:row-height="[^"]*"', "", flat.read_text(encoding="utf-8"))
    text = re.sub('use-optimal-row-height="[^"]*"', 'use-optimal-row-height="true"', text)
    versions = {"free": text, "strict": text.replace(PARAGRAPH, f'{PARAGRAPH} style:line-break="strict"')}
    for name, version in versions.items():
        (folder / f"{name}.fods").write_text(version, encoding="utf-8")
    free, strict = convert([folder / f"{name}.fods" for name in versions], folder / "fitted", "fods")
    return _read_fitted(free, columns), _read_fitted(strict, columns)


def _read_fitted(path: Path, columns: Sequence[Column]) -> list[Fitted]:
    tree = etree.parse(str(path), etree.XMLParser(huge_tree=True))
    heights = _lengths(tree, "table-row-properties", "row-height")
    widths = _lengths(tree, "table-column-properties", "column-width")
    fitted = []
    for sheet, column in zip(tree.iter(TABLE + "table"), columns, strict=True):
        rows = [heights[row.get(TABLE + "style-name")] for row in sheet.iter(TABLE + "table-row")
                for _ in range(min(int(row.get(TABLE + "number-rows-repeated", 1)), len(column.texts)))]
        width = widths[next(sheet.iter(TABLE + "table-column")).get(TABLE + "style-name")]
        fitted.append(Fitted(width, rows[:len(column.texts)]))
    return fitted


def _lengths(tree: etree._ElementTree, element: str, attribute: str) -> dict[str, int]:
    return {properties.getparent().get(STYLE + "name"):
            round(float(properties.get(STYLE + attribute).removesuffix("in")) * TWIPS_PER_INCH)
            for properties in tree.iter(STYLE + element)}


def font_file(name: str) -> tuple[str, int]:
    """Return the file, and the place in it, of the font that a name stands for here."""
    command = ["fc-match", "-f", "%{file}|%{index}", name]
    environment = os.environ | {"FONTCONFIG_FILE": str(FONTS)}
    found = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    file, _, index = found.partition("|")
    return file, int(index)


def real_face(name: str, texts: Iterable[str]) -> Face:
    """Return the metrics of the font that a name stands for here, exact for every character of the texts."""
    file, index = font_file(name)
    font = TTFont(file, fontNumber=index)
    em, glyphs, advances, line = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"], font["hhea"]
    forms = chinese_forms(font)
    known = {char: glyphs[ord(char)] for char in {*ASCII, *"".join(texts)} if ord(char) in glyphs}
    latin = tuple(advances[known[char]][0] / em for char in ASCII)
    widths = {char: advances[forms.get(glyph, glyph)][0] / em for char, glyph in known.items()}
    others = tuple((char, widths[char]) for char in sorted(known.keys() - ASCII) if widths[char] != 1)
    return Face(name, latin, line.ascent / em, -line.descent / em, others=others)


def chinese_forms(font: TTFont) -> dict[str, str]:
    """Return the glyphs that a font replaces in simplified Chinese text, such as a dash that is full-width."""
    table = font["GSUB"].table if "GSUB" in font else None
    scripts = table.ScriptList.ScriptRecord if table else []
    languages = [language.LangSys for script in scripts if script.ScriptTag == "hani"
                 for language in script.Script.LangSysRecord if language.LangSysTag == "ZHS "]
    features = [table.FeatureList.FeatureRecord[index] for language in languages for index in language.FeatureIndex]
    lookups = [table.LookupList.Lookup[index] for feature in features if feature.FeatureTag == "locl"
               for index in feature.Feature.LookupListIndex]
    subtables = [getattr(part, "ExtSubTable", part) for lookup in lookups for part in lookup.SubTable]
    return {glyph: form for part in subtables for glyph, form in getattr(part, "mapping", {}).items()}


def lines_of(height: int, line_pixels: int) -> int:
    """Return the lines in a row that LibreOffice fitted: it adds two pixels."""
    lines = (height * PIXELS_PER_TWIP - 2) / line_pixels
    assert abs(lines - round(lines)) < 0.1, "not the line height of this font"
    return round(lines)


@dataclass(frozen=True)
class Judged:
    """What LibreOffice made of the texts, and how wide it draws a twip."""

    columns: Sequence[Column]
    free: Sequence[Fitted]
    strict: Sequence[Fitted]
    face: Face
    scale: float

    def room(self, fitted: Fitted) -> int:
        """Return the pixels that a column leaves for text; a line as wide as that is too wide."""
        return floor(fitted.width * self.scale) - EDGES


def judge(folder: Path, sizes: Sequence[float], widths: Sequence[float]) -> Judged:
    """Let LibreOffice fit at least 600 texts at each size in columns of each width."""
    texts = sorted(text for text in {*real_sentences(), *made_up_texts(800)} if len(text) <= LONGEST)
    columns = [Column(texts, size, width) for size in sizes for width in widths]
    probes = [Column(["民" * count for count in PROBED], PROBE_SIZE, 28 + 0.31 * step) for step in range(60)]
    free, strict = fit([*columns, *probes], folder, FONT)
    face = real_face(FONT, texts)
    scale = drawing_scale(free[len(columns):], face.line_pixels(em_pixels(PROBE_SIZE)))
    return Judged(columns, free[:len(columns)], strict[:len(columns)], face, scale)


def drawing_scale(probes: Sequence[Fitted], line_pixels: int) -> float:
    """Return the pixels LibreOffice gives a twip of column width: it fits screen to printer, font by font.

    Every probe of full-width characters tells how many of them its column holds, so the scale lies between two
    bounds.
    """
    em = em_pixels(PROBE_SIZE)
    lines = [[lines_of(height, line_pixels) for height in probe.heights] for probe in probes]
    held = [(probe.width, em * PROBED[count.index(2) - 1]) for probe, count in zip(probes, lines, strict=True)]
    least = max((pixels + EDGES + 1) / width for width, pixels in held)
    most = min((pixels + em + EDGES + 1) / width for width, pixels in held)
    assert least < most < least * 1.003
    return (least + most) / 2


def twips(millimetres: float) -> int:
    """Return a length in Word's unit."""
    return round(millimetres * TWIPS_PER_INCH / 25.4)


def write_package(path: Path, body: str) -> Path:
    """Write a Word document on A4 with margins of 20 mm around the given body."""
    margins = " ".join(f'w:{side}="{twips(20)}"' for side in ("top", "right", "bottom", "left"))
    document = (f'<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
                f'<w:pgMar {margins} w:header="0" w:footer="0" w:gutter="0"/></w:sectPr></w:body></w:document>')
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in {**PARTS, "word/document.xml": document}.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{part}')
    return path
