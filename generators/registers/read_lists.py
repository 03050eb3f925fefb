"""The short sheets: 单位, 领导, 目标调整, 投资."""

from __future__ import annotations

from generators.model.register import Amendment, Investment, Leader, Unit
from generators.registers.cells import Context
from generators.registers.name_lists import without_padding
from generators.registers.records import fields_of, records
from generators.registers.tables import Table


def read_units(table: Table) -> tuple[Unit, ...]:
    """Return the units of the 单位 sheet."""
    units = []
    for row, values in records(table, Context()):
        name, short, category, members, contact, phone, email, valid_from, valid_to = values
        units.append(Unit(
            name or "", short or (), category or "", members or (), contact or "", phone or "", email or "",
            valid_from, valid_to, table.origin(row),
        ))  # fmt: skip
    return tuple(units)


def read_leaders(table: Table) -> tuple[Leader, ...]:
    """Return the leaders of the 领导 sheet, the padding of two-character names taken out."""
    return tuple(
        Leader(without_padding(name or ""), post or "", valid_from, valid_to, table.origin(row))
        for row, (name, post, valid_from, valid_to) in records(table, Context())
    )


def read_amendments(table: Table) -> tuple[Amendment, ...]:
    """Return the amendments of the 目标调整 sheet."""
    return tuple(
        Amendment(
            number or "", changed or "", before or "", after or "", document or "", day, table.origin(row)
        )
        for row, (number, changed, before, after, document, day) in records(table, Context())
    )


def read_investments(table: Table) -> tuple[Investment, ...]:
    """Return the money of the 投资 sheet, in 万元."""
    last = len(fields_of(table)) - 1
    return tuple(
        Investment(v[0] or "", v[1], v[2], tuple(v[3:last]), v[last] or "", table.origin(row))
        for row, v in records(table, Context())
    )
