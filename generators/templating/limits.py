"""How much work one rendering may do, so that no template can hang the program or fill the memory.

Every loop, call, filter and printed value spends units; when they are used up, or the thread has computed
for too long, :class:`Exhausted` ends the rendering. Nothing here needs signals or a child process, so it
works the same on every system and in every thread.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sized
from contextlib import contextmanager

UNITS = 2_000_000  # a bulletin of a thousand tasks uses about a tenth of it
UNITS_BETWEEN_LOOKS = (
    1_000  # the clock is asked when so many units are spent: asking costs more than counting
)
SECONDS = 0.7  # of computing by this thread: a computer that sleeps in between ends nothing
CHARACTERS_PER_UNIT = 16
LONGEST_RANGE = 10_000
GREATEST_NUMBER = 10**40


class Exhausted(Exception):
    """A template asked for more work than any document needs."""


class _Meter(threading.local):
    """What is left for the rendering of this thread; nothing outside a rendering."""

    left = 0
    look_below = 0
    until = 0.0


_METER = _Meter()


@contextmanager
def metered() -> Iterator[None]:
    """Give the code inside a fresh allowance of work."""
    _METER.left = UNITS
    _METER.look_below = UNITS - UNITS_BETWEEN_LOOKS
    _METER.until = time.thread_time() + SECONDS
    try:
        yield
    finally:
        _METER.left = _METER.look_below = 0


def spend(units: int) -> None:
    """Take ``units`` from the allowance; raise :class:`Exhausted` when it, or the time, is used up."""
    left = _METER.left = _METER.left - units
    if left < _METER.look_below:
        _look(left)


def _look(left: int) -> None:
    """Ask the clock, and set when to ask it again."""
    if left < 0 or time.thread_time() > _METER.until:
        raise Exhausted
    _METER.look_below = left - UNITS_BETWEEN_LOOKS


def spend_on(value: object) -> None:
    """Spend what going through ``value`` once is worth: its items, or its characters."""
    if isinstance(value, str):
        spend(1 + len(value) // CHARACTERS_PER_UNIT)
    else:
        spend(1 + len(value) if isinstance(value, Sized) else 1)
