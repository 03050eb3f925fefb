"""Extraction as JSON lines: one object a sentence, in the form that scorers and other programs read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from generators.extraction.completion import completions
from generators.extraction.documents import Line, extract_document
from generators.extraction.lexicon import Lexicon
from generators.extraction.records import Completion, Indicator, Link, Sentence

# A line may open with its role and a tab: 目标<TAB>新建公厕30座。
ROLE_HINTS = {
    "目标": "target",
    "主要内容": "target",
    "进展": "progress",
    "进展情况": "progress",
    "完成情况": "result",
    "结果": "result",
    "目的": "aim",
    "标题": "heading",
    "项目名称": "heading",
    "说明": "context",
    "页眉页脚": "furniture",
} | {role: role for role in ("target", "progress", "result", "aim", "heading", "context", "furniture")}


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text, a leading role and tab taken as a hint.

    >>> lines_of("进展\\t已开工2座。\\n新建公厕30座。")[0]
    Line(text='已开工2座。', role='progress', item=None)
    """
    return [_line(line) for line in text.splitlines() if line.strip()]


def _line(line: str) -> Line:
    head, tab, rest = line.partition("\t")
    role = ROLE_HINTS.get(head.strip()) if tab else None
    return Line(rest, role) if role else Line(line)


def jsonl(text: str, document: str = "", lexicon: Lexicon | None = None) -> Iterator[str]:
    """Yield one JSON object a sentence of ``text`` (one cell or paragraph a line), without line ends."""
    for sentence in extract_document(lines_of(text), lexicon):
        yield json.dumps(sentence_object(sentence, document), ensure_ascii=False)


def completion_jsonl(text: str, document: str = "", lexicon: Lexicon | None = None) -> Iterator[str]:
    """Yield one JSON object a counted target of ``text``: its completion rate, or why it has none."""
    for completion in completions(extract_document(lines_of(text), lexicon)):
        yield json.dumps(completion_object(completion, document), ensure_ascii=False)


def sentence_object(sentence: Sentence, document: str) -> dict[str, Any]:
    """Return a sentence as plain data; values are numbers, absent fields are left out."""
    return {
        "doc": document,
        "sentence_sha1": sentence.key,
        "role": sentence.role,
        "text": sentence.text,
        "indicators": [_indicator(indicator) for indicator in sentence.indicators],
        "ignored": [
            {"raw": number.raw, "why": number.why, "span": number.span} for number in sentence.ignored
        ],
    }


def completion_object(completion: Completion, document: str) -> dict[str, Any]:
    """Return a completion as plain data; ``rate`` is null where none can be computed."""
    indicator = completion.indicator
    return {
        "doc": document,
        "sentence_sha1": completion.target.sentence,
        "index": completion.target.index,
        "name": indicator.name,
        "value": number(indicator.value),
        "value_max": number(indicator.value_max),
        "unit": indicator.unit,
        "comparator": indicator.comparator,
        "how": completion.how,
        "actual": number(completion.actual),
        "rate": number(completion.rate),
        "stage": completion.stage,
        "met": completion.met,
        "actual_from": _links(completion.actual_from),
        "warnings": list(completion.warnings),
    }


def number(value: Decimal | None) -> int | float | None:
    """Return a value as JSON has it: whole numbers without a point.

    >>> number(Decimal("25.50")), number(Decimal("300"))
    (25.5, 300)
    """
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _links(links: Iterable[Link]) -> list[dict[str, Any]]:
    return [{"sentence_sha1": link.sentence, "index": link.index} for link in links]


_PLAIN: Sequence[str] = [
    "name",
    "action",
    "unit",
    "unit_raw",
    "comparator",
    "kind",
    "stage",
    "raw",
    "span",
    "parent",
    "rel",
    "sum",
    "members",
    "members_complete",
    "basis",
    "period",
    "implied",
    "optional",
    "hedge",
    "due",
]


def _indicator(indicator: Indicator) -> dict[str, Any]:
    plain = {field: getattr(indicator, field) for field in _PLAIN}
    told = {
        field: value
        for field, value in plain.items()
        if value not in (None, "", (), False) or field in ("parent", "unit", "stage")
    }
    told |= {
        "value": number(indicator.value),
        "value_max": number(indicator.value_max),
        "name_spans": indicator.name_spans,
    }
    if indicator.each > 1:
        told["each"] = indicator.each
    for field, link in (("reports_on", indicator.reports_on), ("parent_ref", indicator.parent_link)):
        if link is not None:
            told[field] = _links([link])[0]
    return told
