"""Build the Chinese catalogue of click's own sentences: generators/locale/zh_CN/LC_MESSAGES/messages.mo.

Run it after changing SENTENCES: ``python tools/build_messages.py``. The .mo file is committed, because an
installed package cannot compile it; a test checks that it is what this script writes.
"""

from __future__ import annotations

import struct
from pathlib import Path

TARGET = Path(__file__).parent.parent / "generators/locale/zh_CN/LC_MESSAGES/messages.mo"

SENTENCES = {
    "": "Content-Type: text/plain; charset=UTF-8\nLanguage: zh_CN\nPlural-Forms: nplurals=1; plural=0;\n",
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Error: {message}": "错误：{message}",
    "Aborted!": "已中断。",
    "Show this message and exit.": "显示这份说明。",
    "Show the version and exit.": "显示版本号。",
    "%(prog)s, version %(version)s": "%(prog)s，版本 %(version)s",
    "Try '{command} {option}' for help.": "用“{command} {option}”查看用法。",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing command.": "没有写命令。",
    "Missing {param_type}": "缺少{param_type}",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "No such command {name!r}.": "没有命令 {name!r}。",
    "No such option {name!r}.": "没有选项 {name!r}。",
    "Option {name!r} does not take a value.": "选项 {name!r} 后面不要写值。",
    "Argument {name!r} takes {nargs} values.": "参数 {name!r} 要写 {nargs} 个值。",
    "Value must be an iterable.": "要写多个值。",
    "Invalid value: {message}": "写得不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 写得不对：{message}",
    "Choose from:\n\t{choices}": "可选：\n\t{choices}",
    "{name} {filename!r} does not exist.": "{name} {filename!r} 不存在，请核对路径和文件名。",
    "{name} {filename!r} is a file.": "{name} {filename!r} 是文件，这里要写文件夹。",
    "{name} {filename!r} is a directory.": "{name} {filename!r} 是文件夹，这里要写文件。",
    "{name} {filename!r} is not readable.": "{name} {filename!r} 无法读取，请检查权限。",
    "{name} {filename!r} is not writable.": "{name} {filename!r} 无法写入，请检查权限。",
    "{value!r} is not a valid {number_type}.": "{value!r} 不是有效的{number_type}。",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 内。",
    "Could not open file {filename!r}: {message}": "打不开文件 {filename!r}：{message}",
    "default: {default}": "默认：{default}",
    "required": "必填",
    "file": "文件",
    "directory": "文件夹",
    "path": "路径",
    "unknown error": "未知错误",
}
PLURALS = {
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"): "是不是：{possibilities}？",
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."): "没有 {value!r}，可选：{choices}。",
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"):
        "多写了参数（{args}）。",
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."):
        "选项 {name!r} 后面要写值。",
    ("Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given."):
        "要写 {nargs} 个值，现有 {len} 个。",
}  # fmt: skip


def catalogue() -> bytes:
    """Return the catalogue in the binary format of GNU gettext (little endian, no hash table)."""
    entries = {key.encode(): text.encode() for key, text in SENTENCES.items()}
    entries |= {f"{one}\0{many}".encode(): text.encode() for (one, many), text in PLURALS.items()}
    keys = sorted(entries)
    start = 7 * 4 + len(keys) * 16
    key_table, text_table, body = [], [], b""
    for table, strings in ((key_table, keys), (text_table, [entries[key] for key in keys])):
        for string in strings:
            table += [len(string), start + len(body)]
            body += string + b"\0"
    head = (0x950412DE, 0, len(keys), 28, 28 + len(keys) * 8, 0, 0)
    return struct.pack(f"<{7 + len(keys) * 4}I", *head, *key_table, *text_table) + body


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(catalogue())
