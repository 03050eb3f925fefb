"""The vocabulary made ready for reading: one pattern for all words, look-ups, an office's additions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import groupby

from generators.extraction import stages, words

VERB, NOMINAL, NOUN, LEAD, PIVOT = 1, 2, 4, 8, 16


def pattern_of(vocabulary: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first, by first character so that a miss is cheap.

    >>> pattern_of(["新建", "建成", "新增", "建"])
    '(?:建(?:成|)|新(?:增|建))'
    """
    ordered = sorted(set(vocabulary), key=lambda word: (word[0], -len(word), word))
    groups = (
        re.escape(first) + "(?:" + "|".join(re.escape(word[1:]) for word in group) + ")"
        for first, group in groupby(ordered, key=lambda word: word[0])
    )
    return "(?:" + "|".join(groups) + ")"


@dataclass(frozen=True)
class Vocabulary:
    """What an office adds to the tables of the same names in ``words`` and ``stages``."""

    units: Mapping[str, str] | None = None
    verbs: tuple[str, ...] = ()
    nominal_verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    lead_words: tuple[str, ...] = ()
    cues_before: Mapping[str, str] | None = None
    cues_after: Mapping[str, str] | None = None
    predicates: Mapping[str, str] | None = None
    verb_stages: Mapping[str, str] | None = None
    work_heads: tuple[str, ...] = ()
    site_heads: tuple[str, ...] = ()
    idioms: tuple[str, ...] = ()


def vocabulary_of(tables: Mapping[str, Mapping[str, str] | Iterable[str]]) -> Vocabulary:
    """Return an office's additions from plain data such as a TOML or JSON file holds.

    Raises ``ValueError`` naming a table that does not exist.

    >>> vocabulary_of({"units": {"垧": "垧"}, "verbs": ["增殖放流"]}).verbs
    ('增殖放流',)
    """
    known = {field.name for field in fields(Vocabulary)}
    unknown = sorted(set(tables) - known)
    if unknown:
        raise ValueError(f"unknown tables: {', '.join(unknown)}; known are {', '.join(sorted(known))}")
    held = {
        name: dict(table) if isinstance(table, Mapping) else tuple(table) for name, table in tables.items()
    }
    return Vocabulary(**held)  # type: ignore[arg-type]


class Lexicon:
    """All tables compiled: the shipped vocabulary, and with ``extra`` an office's own words."""

    def __init__(self, extra: Vocabulary | None = None) -> None:
        extra = extra or Vocabulary()
        self.units = {**words.UNITS, **(extra.units or {})}
        self.cues_before = {**words.CUES_BEFORE, **(extra.cues_before or {})}
        self.cues_after = {**words.CUES_AFTER, **(extra.cues_after or {})}
        self.predicates = {**stages.PREDICATES, **(extra.predicates or {})}
        self.verb_stages = {**stages.VERB_STAGES, **(extra.verb_stages or {})}
        self.fillers = frozenset(words.FILLERS)
        self.nominal = words.NOMINAL_VERBS | frozenset(extra.nominal_verbs)
        self.work_heads = stages.WORK_HEADS + extra.work_heads
        self.site_heads = stages.SITE_HEADS + extra.site_heads
        self.kinds = self._kinds(extra)
        self.word_pattern = re.compile(pattern_of(self.kinds))
        self.unit_pattern = re.compile(pattern_of(self.units))
        self.after_pattern = re.compile(pattern_of(self.cues_after))
        self.idiom_pattern = re.compile(pattern_of((*words.IDIOMS, *extra.idioms)))
        self.predicate_pattern = re.compile(pattern_of(self.predicates))
        self.cues_by_end = _by_last_sign((*self.cues_before, *self.fillers))

    def _kinds(self, extra: Vocabulary) -> dict[str, int]:
        kinds = dict.fromkeys((*words.LEAD_WORDS, *extra.lead_words), LEAD)
        for verb in (*words.VERBS, *self.verb_stages, *extra.verbs, *self.nominal):
            kind = NOMINAL if verb in self.nominal else VERB
            kinds[verb] = kinds.get(verb, 0) | kind | (PIVOT if verb in words.PIVOT_VERBS else 0)
        for noun in (*words.NOUNS, *extra.nouns):
            kinds[noun] = NOUN
        return kinds


def _by_last_sign(cues: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the cues that end with each character, longest first.

    >>> _by_last_sign(["达", "约", "达到", "大约"])
    {'到': ('达到',), '约': ('大约', '约'), '达': ('达',)}
    """
    ordered = sorted(set(cues), key=lambda cue: (cue[-1], -len(cue), cue))
    return {sign: tuple(group) for sign, group in groupby(ordered, key=lambda cue: cue[-1])}


@lru_cache(maxsize=1)
def shipped() -> Lexicon:
    """Return the shipped vocabulary, compiled once."""
    return Lexicon()


_own: ContextVar[Lexicon | None] = ContextVar("own", default=None)


def in_force() -> Lexicon:
    """Return the vocabulary in force where none is given: an office's own, else the shipped one."""
    return _own.get() or shipped()


@contextmanager
def using(lexicon: Lexicon) -> Iterator[None]:
    """Let a vocabulary be in force inside the block."""
    before = _own.set(lexicon)
    try:
        yield
    finally:
        _own.reset(before)
