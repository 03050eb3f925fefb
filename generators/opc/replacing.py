"""Files written beside their place and moved there when complete: readers see the old one or the new one."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from generators.errors import OutputError, Problem
from generators.model.origin import Origin

# Excel, WPS, a virus scanner or a sync client may hold the target for a moment: about three seconds in all.
WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.5)
STRAY = ".~tmp-"

FAILURES = {
    errno.ENOENT: ("OUT-3", "文件夹不存在。", "请先建好文件夹，或换一个位置。"),
    errno.ENOTDIR: ("OUT-3", "文件夹不存在。", "请先建好文件夹，或换一个位置。"),
    errno.EISDIR: ("OUT-3", "这个位置已经有一个同名的文件夹。", "请给文件换一个名字。"),
    errno.ENOSPC: ("OUT-2", "磁盘满了，没有写成，原来的文件没有动。", "请清理磁盘后再运行一次。"),
    errno.EDQUOT: ("OUT-2", "磁盘配额用完了，没有写成，原来的文件没有动。", "请清理后再运行一次。"),
    errno.EROFS: ("OUT-1", "这个位置只能读不能写。", "请换一个位置。"),
    errno.ENAMETOOLONG: ("OUT-4", "文件名太长。", "请缩短文件名或放到较浅的文件夹里。"),
}  # fmt: skip
HELD = (
    "OUT-1",
    "文件写不进去，多半正在 Excel 或 WPS 里打开着，原来的文件没有动。",
    "请关闭它（以及预览窗口）后再运行一次。",
)
READ_ONLY = (
    "OUT-1",
    "文件是只读的，写不进去，原来的文件没有动。",
    "请在文件属性里去掉“只读”，或把它复制到能写的文件夹里再用。",
)
CHANGED = ("OUT-6", "文件在读取之后被别人改过，没有覆盖。", "请再运行一次，以新的内容为准。")
UNKNOWN = ("OUT-5", "写文件时系统报错，原来的文件没有动。", "请检查磁盘和网络位置后再运行一次。")


def output_error(path: Path, cause: OSError) -> OutputError:
    """Return the error that names the file, why it could not be written and what to do."""
    said_why = FAILURES.get(cause.errno or 0, UNKNOWN)
    if isinstance(cause, PermissionError):
        said_why = HELD if os.access(path.parent, os.W_OK) else FAILURES[errno.EROFS]
    code, said, advice = said_why
    return OutputError(Problem(code, Origin(str(path)), said, advice))


def move(source: Path, target: Path, waits: Iterable[float] = WAITS) -> None:
    """Move a finished file over its target, again after each wait while another program holds it."""
    for wait in waits:
        try:
            source.replace(target)
            return
        except PermissionError:
            time.sleep(wait)
    source.replace(target)


@contextmanager
def replacing(path: Path, *, durable: bool = False, waits: Iterable[float] = WAITS) -> Iterator[BinaryIO]:
    """Give a file to write; when the block ends well it takes the place of ``path``, else nothing changes.

    ``durable`` waits until the disk has it: for files that cannot be made again. Raises OutputError.
    """
    stray = path.with_name(f"{STRAY}{token_hex(6)}")
    try:
        with stray.open("xb") as file:
            yield file
            if durable:
                file.flush()
                os.fsync(file.fileno())
        move(stray, path, waits)
    except OSError as cause:
        raise output_error(path, cause) from cause
    finally:
        take_away(stray)


def take_away(stray: Path) -> None:
    """Remove a file that was written beside its place, unless what kept it from being written forbids it."""
    with suppress(OSError):
        stray.unlink(missing_ok=True)


def replace_file(path: Path, content: bytes | Iterable[bytes], *, durable: bool = True) -> None:
    """Put ``content`` at ``path`` at one stroke; whether to overwrite is the caller's decision.

    Raises OutputError.
    """
    with replacing(path, durable=durable) as file:
        file.writelines((content,) if isinstance(content, bytes) else content)
