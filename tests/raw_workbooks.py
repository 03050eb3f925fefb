"""Workbooks drawn part by part, so that a test can spell anything that a program or an attacker may write."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
XML = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def sheet_xml(rows: str, *, head: str = "", tail: str = "") -> str:
    """Return a sheet with these rows, as Excel spells it."""
    start = f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{head}<sheetData>'
    return f"{DECLARATION}{start}{rows}</sheetData>{tail}</worksheet>"


def shared_xml(texts: Sequence[str]) -> str:
    """Return a list of shared texts; each is the XML within ``<si>``."""
    items = "".join(f"<si>{text}</si>" for text in texts)
    return f'{DECLARATION}<sst xmlns="{MAIN}" count="{len(texts)}" uniqueCount="{len(texts)}">{items}</sst>'


def styles_xml(codes: Sequence[str]) -> str:
    """Return styles whose cell style n+1 has the n-th format code; style 0 is General."""
    formats = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{code}"/>' for n, code in enumerate(codes))
    styles = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(codes)))
    return (
        f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts>'
        f'<cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>'
    )


def rels_xml(targets: Mapping[str, tuple[str, str]]) -> str:
    """Return relationships: id to kind and target."""
    arrows = "".join(
        f'<Relationship Id="{id_}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for id_, (kind, target) in targets.items()
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{arrows}</Relationships>'


def workbook_parts(
    sheets: Mapping[str, str], *, shared: str = "", styles: str = "", **more: str
) -> dict[str, bytes]:
    """Return the parts of a workbook: its sheets by name, as XML; ``more`` are attributes of workbookPr."""
    arrows = {f"rId{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)}
    entries = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, start=1)
    )
    extra = {"xl/sharedStrings.xml": shared, "xl/styles.xml": styles}
    kinds = {"xl/sharedStrings.xml": "sharedStrings", "xl/styles.xml": "styles"}
    arrows |= {kinds[name]: (kinds[name], name[3:]) for name, text in extra.items() if text}
    properties = "".join(f' {key}="{value}"' for key, value in more.items())
    texts = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{XML}.sheet.main+xml"/></Types>',
        "_rels/.rels": rels_xml({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'{DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<workbookPr{properties}/><sheets>{entries}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": rels_xml(arrows),
        **{f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate(sheets.values(), start=1)},
        **{name: text for name, text in extra.items() if text},
    }
    return {name: text.encode() for name, text in texts.items()}


def zipped(path: Path, parts: Mapping[str, bytes]) -> Path:
    """Write parts into a zip and return its path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def workbook(path: Path, rows: str, *, texts: Sequence[str] = (), codes: Sequence[str] = ()) -> Path:
    """Write a workbook of one sheet “任务” with these rows."""
    shared = shared_xml(texts) if texts else ""
    styles = styles_xml(codes) if codes else ""
    return zipped(path, workbook_parts({"任务": sheet_xml(rows)}, shared=shared, styles=styles))


def changed(content: bytes, chance: random.Random) -> bytes:
    """Return content with some bytes flipped, cut out, doubled or replaced by markup."""
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(damaged) + 1)
        to = min(len(damaged), at + chance.randint(1, 12))
        piece = chance.choice([b"", bytes([chance.randrange(256)]), b"<", b'"', b"/>", b"&", b"<c>", damaged[at:to] * 2])
        damaged[at:to] = piece
    return bytes(damaged)
