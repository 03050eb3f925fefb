"""How rates are printed: in as many decimals as the register's 小数位数 asks for."""

from __future__ import annotations

from dataclasses import replace

from generators.page import Table

#: The number format of a column of rates that follows the register; ``0.0%`` and the like stay as they are.
BY_REGISTER = "%"


def percent_format(decimals: int) -> str:
    """Return the number format of a rate.

    >>> percent_format(2), percent_format(0)
    ('0.00%', '0%')
    """
    return f"0.{'0' * decimals}%" if decimals else "0%"


def with_decimals(table: Table, decimals: int) -> Table:
    """Return the table with its columns of rates in the register's own number of decimals."""
    columns = (
        replace(column, number_format=percent_format(decimals))
        if column.number_format == BY_REGISTER
        else column
        for column in table.columns
    )
    return replace(table, columns=tuple(columns))
