"""What is done at the tags of an XML part, looked up by their names as written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from generators.opc.markup import local

Act = TypeVar("Act")


class AsWritten(dict[str, Act | None], Generic[Act]):
    """What is done at a tag by its name as written, prefix and all; worked out once for each."""

    def __init__(self, by_local_name: Mapping[str, Act]) -> None:
        super().__init__()
        self.by_local_name = by_local_name

    def __missing__(self, name: str) -> Act | None:
        act = self.by_local_name.get(local(name))
        if len(self) < 10_000:
            self[name] = act
        return act
