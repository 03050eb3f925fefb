"""Packages: what is refused and why, what is written and how."""

from __future__ import annotations

import errno
import random
import re
import struct
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generators.errors import OutputError, WorkbookError
from generators.opc import replacing
from generators.opc.reading import Limits, open_package
from generators.opc.splicing import applied, at_end, end_of, find_elements
from generators.opc.writing import PackedParts, pack_parts, package_bytes, write_package
from tests.raw_workbooks import sheet_xml, workbook_parts, zipped

PARTS = workbook_parts({"任务": sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')})
SHEET = "xl/worksheets/sheet1.xml"


def refused(path: Path, limits: Limits | None = None) -> str:
    """Return the code with which a file is refused when every part of it is read."""
    with pytest.raises(WorkbookError) as error:
        package = open_package(path, limits=limits or Limits())
        for name in package.names:
            package.read(name)
    (problem,) = error.value.problems
    assert problem.said.endswith("。") and problem.advice.endswith("。")
    assert problem.origin.file == path.name
    assert not re.search(r"[{}]|Error|Traceback", str(problem))
    return problem.code


def names_in(folder: Path) -> list[str]:
    """Return what stands in a folder."""
    return sorted(path.name for path in folder.iterdir())


def old_office(stream: str, at: int = 600) -> bytes:
    """Return the beginning of an OLE2 file with a stream of this name."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(at) + stream.encode("utf-16-le")


RENAMED = {
    "空": (b"", "PKG-2", "空的"),
    "csv": ("序号,项目\n1,道路\n".encode("gb18030"), "PKG-3", "CSV"),
    "utf16": ("序号\t项目".encode("utf-16"), "PKG-3", "CSV"),
    "html": (b"\xef\xbb\xbf \n<HTML><table><tr><td>1</td></tr></table>", "PKG-3", "网页"),
    "xml": (b"<?xml version='1.0'?><Workbook/>", "PKG-3", "XML"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "PKG-3", "PDF"),
    "照片": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "PKG-3", "照片"),
    "图片": (b"\x89PNG\r\n\x1a\n\x00", "PKG-3", "图片"),
    "位图": (b"BM" + bytes(12) + b"\x28\0\0\0", "PKG-3", "BMP"),
    "BM": (b"BM,2.5\n1,2,3,4,5,6,7\n", "PKG-3", "CSV"),
    "rar": (b"Rar!\x1a\x07\x01\x00", "PKG-3", "RAR"),
    "xls": (old_office("Workbook"), "PKG-3", r"\.et"),
    "doc": (old_office("WordDocument"), "PKG-3", "Word"),
    "加密": (old_office("EncryptedPackage", 9000), "PKG-4", "密码"),
    "乱码": (bytes(range(256)), "PKG-3", "不是"),
}


@pytest.mark.parametrize("kind", RENAMED)
def test_a_file_of_another_kind_is_told_by_its_first_bytes(kind, tmp_path):
    content, code, word = RENAMED[kind]
    path = tmp_path / "台账.xlsx"
    path.write_bytes(content)

    assert refused(path) == code
    with pytest.raises(WorkbookError, match=word):
        open_package(path)


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert refused(tmp_path / "没有.xlsx") == "PKG-1"


def test_a_lock_file_of_excel_is_told(tmp_path):
    (tmp_path / "~$台账.xlsx").write_bytes(b"\x06" + "张三".encode("utf-16-le") + bytes(150))

    with pytest.raises(WorkbookError, match="临时文件"):
        open_package(tmp_path / "~$台账.xlsx")


def test_a_folder_is_refused(tmp_path):
    (tmp_path / "夹.xlsx").mkdir()

    assert refused(tmp_path / "夹.xlsx") == "PKG-1"


def test_a_file_cut_off_anywhere_is_refused(tmp_path):
    whole = package_bytes(PackedParts(), PARTS)
    path = tmp_path / "断.xlsx"

    for length in range(0, len(whole) - 1, 37):
        path.write_bytes(whole[:length])
        assert refused(path) in {"PKG-2", "PKG-3", "PKG-5"}


def test_a_part_whose_bytes_changed_is_refused(tmp_path):
    path = zipped(tmp_path / "坏.xlsx", PARTS | {"xl/big.bin": random.Random(1).randbytes(9000)})
    content = bytearray(path.read_bytes())
    content[content.rfind(b"PK\x01\x02") - 4000] ^= 1
    path.write_bytes(content)

    assert refused(path) == "PKG-6"


FOREIGN = {"META-INF/manifest.xml": "ODF", "Index/Document.iwa": "Numbers", "台账.xlsx": "压缩包"}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_zip_of_another_kind_is_told(name, tmp_path):
    path = zipped(tmp_path / "台账.xlsx", {name: b"<a/>"})

    assert refused(path) == "PKG-3"
    with pytest.raises(WorkbookError, match=FOREIGN[name]):
        open_package(path)


UNSAFE = ["../evil.xml", "/etc/passwd", "xl\\workbook2.xml", "C:/x.xml", "xl/./a", "a//b"]


@pytest.mark.parametrize("name", UNSAFE)
def test_a_name_that_leaves_the_package_is_refused(name, tmp_path):
    assert refused(zipped(tmp_path / "名.xlsx", PARTS | {name: b"x"})) == "PKG-8"


def test_a_name_stored_twice_in_any_case_is_refused(tmp_path):
    assert refused(zipped(tmp_path / "重.xlsx", PARTS | {"XL/Workbook.XML": b"x"})) == "PKG-8"


def test_a_zip_that_is_no_office_file_is_refused(tmp_path):
    assert refused(zipped(tmp_path / "包.xlsx", {"说明.txt": b"x"})) == "PKG-12"


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>'


@pytest.mark.parametrize("part", [*PARTS, "docProps/core.xml"])
def test_a_document_type_is_refused_in_every_part(part, tmp_path):
    for head in (BOMB, BOMB.decode().encode("utf-16"), b"<!--" + b" " * 3000 + b"-->" + BOMB[21:]):
        path = zipped(tmp_path / "炸弹.xlsx", PARTS | {part: head + b"<a/>"})
        assert refused(path) == "PKG-9"


def test_a_part_in_a_national_encoding_is_refused(tmp_path):
    text = '<?xml version="1.0" encoding="GBK"?><a>中</a>'.encode("gbk")

    assert refused(zipped(tmp_path / "码.xlsx", PARTS | {"docProps/app.xml": text})) == "PKG-10"


@pytest.mark.parametrize(
    "limits", [Limits(members=4), Limits(part=1000), Limits(total=2000), Limits(ratio=2, small=100)]
)
def test_every_limit_refuses(limits, tmp_path):
    path = zipped(tmp_path / "大.xlsx", PARTS | {"xl/x.bin": bytes(1500)})

    assert open_package(path)
    assert refused(path, limits) == "PKG-7"


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "炸弹.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content)
        with archive.open("xl/media/a.bin", "w") as file:
            for _ in range(40):
                file.write(bytes(1 << 20))

    assert refused(path) == "PKG-7"


@pytest.mark.parametrize("size", [0, 10, 100_000])
def test_a_size_that_lies_is_refused(size, tmp_path):
    path = zipped(tmp_path / "谎.xlsx", PARTS | {"xl/media/a.bin": bytes(5000)})
    content = bytearray(path.read_bytes())
    entry = content.rfind(b"PK\x01\x02")
    content[entry + 24 : entry + 28] = struct.pack("<I", size)
    path.write_bytes(content)

    assert refused(path) == "PKG-6"


def test_an_encrypted_or_foreign_member_is_refused(tmp_path):
    path = zipped(tmp_path / "密.xlsx", PARTS)
    content = bytearray(path.read_bytes())
    entry = content.rfind(b"PK\x01\x02")
    path.write_bytes(content[: entry + 8] + b"\x01" + content[entry + 9 :])
    assert refused(path) == "PKG-4"

    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
    assert refused(path) == "PKG-5"


@given(seed=st.integers(0, 2**32))
def test_damaged_bytes_give_no_other_exception(seed, tmp_path_factory):
    chance = random.Random(seed)
    content = bytearray(package_bytes(PackedParts(), PARTS))
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path = tmp_path_factory.getbasetemp() / "变.xlsx"
    path.write_bytes(content)

    try:
        package = open_package(path)
        for name in package.names:
            package.read(name)
        package.relationships()
        package.content_types()
    except WorkbookError as error:
        assert len(error.problems) == 1


def test_relationships_lead_to_parts_from_the_folder_or_the_root(tmp_path):
    parts = PARTS | {
        "xl/worksheets/_rels/sheet1.xml.rels": b"<Relationships>"
        b'<Relationship Id="a" Type="http://x/comments" Target="../comments1.xml"/>'
        b'<Relationship Id="b" Type="http://x/table" Target="/xl/tables/t.xml"/>'
        b'<Relationship Id="c" Type="http://x/hyperlink" Target="http://a.cn" TargetMode="External"/>'
        b"</Relationships>",
        "xl/comments1.xml": b"<comments/>",
    }
    package = open_package(zipped(tmp_path / "台账.xlsx", parts))
    arrows = package.relationships(SHEET)

    assert [arrow.target for arrow in arrows] == ["xl/comments1.xml", "xl/tables/t.xml", "http://a.cn"]
    assert [arrow.is_external for arrow in arrows] == [False, False, True]
    assert package.related(SHEET, "comments") == ("xl/comments1.xml",)
    assert package.related(SHEET, "table") == ()
    assert package.relationships("xl/nothing.xml") == ()


def test_parts_are_found_whatever_their_case(tmp_path):
    package = open_package(zipped(tmp_path / "台账.xlsx", PARTS))

    assert "XL/WorkBook.xml" in package
    assert package.read("/xl/Workbook.xml") == PARTS["xl/workbook.xml"]
    assert package.content_types()["xl/workbook.xml"].endswith("sheet.main+xml")


STATIC = {"[Content_Types].xml": b"<Types/>", "样式.xml": "甲".encode() * 1000}


def test_a_package_opens_in_zipfile_with_every_byte(tmp_path):
    parts = {"a.xml": b"<a/>" * 500, "pieces.xml": (b"<p>%d</p>" % n for n in range(20_000)), "empty": b""}
    path = tmp_path / "包.docx"
    write_package(path, pack_parts(STATIC), parts)

    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [*STATIC, *parts]
        assert archive.read("样式.xml") == STATIC["样式.xml"]
        assert archive.read("pieces.xml").count(b"<p>") == 20_000
    assert names_in(tmp_path) == ["包.docx"]


def test_equal_parts_give_equal_bytes_however_they_are_given():
    static = pack_parts(STATIC)
    whole = package_bytes(static, {"a": b"abc" * 50_000})

    assert whole == package_bytes(pack_parts(STATIC), {"a": b"abc" * 50_000})
    assert zipfile.ZipFile(BytesIO(whole)).infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


@given(st.dictionaries(st.text("abc/甲", min_size=1), st.binary(max_size=300), max_size=6))
def test_every_package_reads_back_as_written(parts):
    archive = zipfile.ZipFile(BytesIO(package_bytes(PackedParts(), parts)))

    assert {name: archive.read(name) for name in archive.namelist()} == parts


def test_a_write_that_breaks_off_leaves_the_old_file_and_no_stray(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"old")

    def pieces():
        yield b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_package(path, PackedParts(), {"a": pieces()})

    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["台账.xlsx"]


def test_a_target_that_cannot_be_replaced_is_named_and_nothing_is_left(tmp_path):
    path = tmp_path / "台账.xlsx"
    path.mkdir()

    with pytest.raises(OutputError, match="台账"):
        write_package(path, PackedParts(), {"a": b""}, waits=())

    assert names_in(tmp_path) == ["台账.xlsx"]


def test_a_missing_folder_is_an_output_error(tmp_path):
    with pytest.raises(OutputError, match="文件夹不存在"):
        replacing.replace_file(tmp_path / "没有" / "a.txt", b"x")


class Held(type(Path())):
    """A path that another program holds: it can be replaced only at the n-th try."""

    tries = 0

    def replace(self, target):
        Held.tries -= 1
        if Held.tries > 0:
            raise PermissionError(13, "in use")
        return super().replace(target)


@pytest.mark.parametrize(("tries", "ends_well"), [(3, True), (9, False)])
def test_a_file_open_in_excel_is_tried_again_then_reported(tries, ends_well, tmp_path):
    Held.tries = tries
    target = Held(tmp_path / "台账.xlsx")

    if ends_well:
        with replacing.replacing(target, waits=(0, 0, 0)) as file:
            file.write(b"new")
        assert Path(target).read_bytes() == b"new"
    else:
        with pytest.raises(OutputError, match="WPS"), replacing.replacing(target, waits=(0, 0, 0)) as file:
            file.write(b"new")
        assert names_in(tmp_path) == []


@pytest.mark.parametrize(("name", "is_renamed"), [("台账.xlsx", True), ("台账.ods", False)])
def test_only_a_file_under_another_extension_is_said_to_be_renamed(tmp_path, name, is_renamed):
    path = tmp_path / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<a/>")

    with pytest.raises(WorkbookError, match="ODF") as error:
        open_package(path)

    assert ("改了扩展名" in str(error.value)) == is_renamed


def test_a_place_that_is_read_only_is_told_as_that(tmp_path, monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(OutputError, match="只能读不能写"):
        replacing.replace_file(tmp_path / "台账.xlsx", b"1")


def test_a_folder_without_the_right_to_write_is_no_file_held_by_another(tmp_path, monkeypatch):
    monkeypatch.setattr(replacing.os, "access", lambda *args: False)
    error = replacing.output_error(tmp_path / "台账.xlsx", PermissionError(13, "denied"))

    assert "只能读不能写" in str(error)


def test_replace_file_puts_a_whole_file_at_one_stroke(tmp_path):
    path = tmp_path / "a.json"
    replacing.replace_file(path, b"1")
    replacing.replace_file(path, [b"2", b"3"])

    assert path.read_bytes() == b"23"
    assert names_in(tmp_path) == ["a.json"]


SPLICED = ["<a><b/></a>", "<a><b></b></a>", "<a>\n<b x='/>'/>\n</a>", '<a><b y = "1" /><b/></a>', "<a><b><b/></b></a>"]


@pytest.mark.parametrize("xml", SPLICED)
def test_a_child_is_added_to_an_element_however_it_is_closed(xml):
    content = xml.encode()
    first = next(element for element in find_elements("a.xlsx", "p", content) if element.name == "b")
    longer = applied(content, [at_end(content, first, b"<c/>")])
    without = applied(content, [(first.start, end_of(content, first), b"")])

    assert ElementTree.fromstring(longer)[0][-1].tag == "c"
    assert len(ElementTree.fromstring(without)) == len(ElementTree.fromstring(content)) - 1
