"""The worked examples and annotated documents that stand beside the checkout, scored by their own scorer."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from generators.extraction.documents import Line, extract_document
from generators.extraction.jsonl import completion_jsonl, jsonl, sentence_object

SHARED = Path(os.environ.get("MINSHENG_SHARED") or Path(__file__).resolve().parents[2] / "shared")
GOLD = SHARED / "extraction"
pytestmark = pytest.mark.skipif(not (GOLD / "score.py").is_file(), reason="no ../shared/extraction beside the checkout")
SEEDS = {"seed001": "001_*.txt", "seed003": "003_*.txt"}


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def seed(name: str) -> str:
    return next((SHARED / "seeds").glob(SEEDS[name])).read_text("utf-8")


def by_name(result: dict[str, Any], measure: str) -> float:
    hit, total = result["on_matched"][measure]
    return float(hit / total)


def test_the_twelve_worked_examples_come_out_right(scorer: ModuleType) -> None:
    gold = scorer.load([str(GOLD / "examples.jsonl")])
    lines = [Line(row["text"], row["role"], int(row["row"])) for row in gold]

    result = scorer.score(gold, [sentence_object(one, "example") for one in extract_document(lines)])

    wrong = {name: row for name, row in result["prf"].items() if row["fp"] or row["fn"]}
    assert wrong == {}
    assert result["ignored"]["taken"] == 0
    assert all(hit == total for hit, total in result["on_matched"].values())


@pytest.mark.parametrize("name", SEEDS)
def test_an_annotated_document_meets_the_bars(scorer: ModuleType, name: str) -> None:
    gold = scorer.load([str(GOLD / f"{name}.jsonl")])

    result = scorer.score(gold, [json.loads(line) for line in jsonl(seed(name), name)])

    bars = {"value+unit": 0.98, "milestone (name F1>=0.6)": 0.80, "parent links (part/stage)": 0.95}
    assert {bar: result["prf"][bar]["F1"] >= least for bar, least in bars.items()} == dict.fromkeys(bars, True)
    assert by_name(result, "name_overlap>=0.6") >= 0.88
    assert by_name(result, "comparator_accuracy_where_gold_is_not_equal") >= 0.97
    assert by_name(result, "sentence_role_accuracy") >= 0.97
    assert result["ignored"]["taken"] <= 0.02 * result["ignored"]["total"]


def test_reports_are_tied_to_their_targets(scorer: ModuleType) -> None:
    gold = scorer.load([str(GOLD / "seed003.jsonl")])

    result = scorer.score(gold, [json.loads(line) for line in jsonl(seed("seed003"), "seed003")])

    assert result["prf"]["progress -> target links"]["F1"] >= 0.80


def test_no_rate_is_given_where_none_can_be_computed(scorer: ModuleType) -> None:
    gold = scorer.load([str(GOLD / "completion.jsonl")])

    found, wrong = scorer.score_completion(gold, [json.loads(line) for line in completion_jsonl(seed("seed003"), "seed003")])

    assert [case for case in wrong if "none can be computed" in case[0]] == []
    assert sum(found[key] for key in found if key.startswith("right")) >= 0.9 * len(gold)


def test_keys_are_those_of_the_scorer(scorer: ModuleType) -> None:
    from generators.extraction.sentences import sentence_key, sentences

    for line in seed("seed003").splitlines():
        assert [sentence_key(one) for one in sentences(line)] == [scorer.sha1(one) for one in scorer.sentences(line)]
