"""One office's folder: inputs/, outputs/ and templates/, whose template wins, what may be overwritten."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generators.errors import Problem, TemplateError
from generators.model.origin import Origin
from generators.opc.replacing import output_error

HERE = Path(__file__).resolve().parent
INSIDE, BESIDE = HERE / "templates", HERE.parent / "templates"  # installed / a checkout

#: Hidden in outputs/: sha256 of each file as we wrote it, so that a file a clerk has edited is never lost.
LEDGER = ".minsheng.json"
MAX_NAME_BYTES = 150
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")


def shipped_templates() -> Path:
    """Return the folder of templates that come with the product."""
    return INSIDE if INSIDE.is_dir() else BESIDE


def safe_name(text: str) -> str:
    """Return ``text`` as a file name that Windows, Linux and a network share accept.

    A changed name ends in six digits of its hash, so that two different texts never share one. Raises
    ValueError when nothing is left.

    >>> safe_name("示例市2022年任务分解表"), safe_name("a/b:c")
    ('示例市2022年任务分解表', 'a_b_c-3b07f8')
    """
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip()
    name = _FORBIDDEN.sub("_", plain).lstrip(".-~$= ").rstrip(". ")
    if _DEVICES.match(name):
        name = f"_{name}"
    cut = name.encode()[:MAX_NAME_BYTES].decode(errors="ignore")
    if not cut:
        raise ValueError(f"“{text}”不能用作文件名")
    return cut if cut == text else f"{cut}-{sha256(text.encode()).hexdigest()[:6]}"


@dataclass(frozen=True, slots=True)
class Template:
    """A template in force: its name, its file, and whether it is the office's own."""

    name: str
    path: Path
    own: bool


@dataclass(frozen=True, slots=True)
class Workspace:
    """The folder of one office."""

    root: Path

    @classmethod
    def around(cls, register: Path) -> Workspace:
        """Return the workspace a register lies in: the parent of its inputs/ folder, else its own folder."""
        folder = register.resolve().parent
        return cls(folder.parent if folder.name == "inputs" else folder)

    @property
    def inputs(self) -> Path:
        """Return the folder of registers."""
        return self.root / "inputs"

    @property
    def outputs(self) -> Path:
        """Return the folder of produced files."""
        return self.root / "outputs"

    @property
    def templates(self) -> Path:
        """Return the folder of the office's own templates; it need not exist."""
        return self.root / "templates"

    def find_template(self, name: str) -> Path:
        """Return the file of a template, the office's own before the shipped one; raise TemplateError."""
        known = {template.name: template.path for template in self.list_templates()}
        if name in known:
            return known[name]
        advice = f"现有模板：{'、'.join(known)}；详见 minsheng templates list。"
        raise TemplateError(Problem("TPL-20", Origin(name), "没有这个模板。", advice))

    def list_templates(self) -> Iterator[Template]:
        """Yield every template by name; the office's own file hides the shipped one of the same name."""
        shipped = {path.name: path for path in _office_files(shipped_templates())}
        own = {path.name: path for path in _office_files(self.templates)}
        if self.templates.resolve() == shipped_templates().resolve():
            own = {}
        for name in sorted(shipped | own):
            yield Template(name, own.get(name) or shipped[name], name in own)


def _office_files(folder: Path) -> list[Path]:
    """Return the Word and Excel files of a folder, without the lock files that Office leaves beside them."""
    if not folder.is_dir():
        return []
    found = (path for path in folder.iterdir() if path.suffix in (".docx", ".xlsx"))
    return [path for path in found if not path.name.startswith(("~", "."))]


class Outputs:
    """A folder that files are written to; a file changed since we wrote it is kept under another name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written: list[Path] = []
        self.kept: list[Path] = []
        self._ledger = _read_ledger(folder / LEDGER)

    def path(self, name: str) -> Path:
        """Return where to write the file ``name``; an edited older file is first moved aside.

        Raises OutputError when the folder cannot be made or the older file cannot be moved.
        """
        target = self.folder / name
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if target.exists() and self._ledger.get(name) != _hash(target):
                self.kept.append(_move_aside(target))
        except OSError as error:
            raise output_error(target, error) from error
        return target

    def add(self, path: Path) -> None:
        """Remember a file as written by us."""
        self.written.append(path)
        self._ledger[path.name] = _hash(path)
        ledger = json.dumps(self._ledger, ensure_ascii=False, indent=0, sort_keys=True)
        try:
            (self.folder / LEDGER).write_text(ledger, encoding="utf-8")
        except OSError as error:
            raise output_error(self.folder / LEDGER, error) from error


def _read_ledger(path: Path) -> dict[str, str]:
    """Return the hashes kept in a ledger; an unreadable one counts as empty, which keeps more, never less."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _move_aside(path: Path) -> Path:
    """Rename a file to the first free ``name（保留1）.docx`` and return its new path."""
    number = 1
    while (kept := path.with_name(f"{path.stem}（保留{number}）{path.suffix}")).exists():
        number += 1
    return path.rename(kept)
