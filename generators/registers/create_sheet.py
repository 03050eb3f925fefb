"""The sheet class of a new register: XlsxWriter's own, but for three things it does to rows and formulas."""

from __future__ import annotations

from collections.abc import Iterable

from xlsxwriter.worksheet import Worksheet


class RegisterSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter has no types
    """A sheet whose rows keep fitting themselves, and whose formulas are taken as they are."""

    def _xml_start_tag_unencoded(self, tag: str, attributes: Iterable[tuple[str, object]] = ()) -> None:
        """Write a tag; a row's height without customHeight, so that Excel fits it anew when text changes."""
        kept = [pair for pair in attributes if tag != "row" or pair[0] != "customHeight"]
        super()._xml_start_tag_unencoded(tag, kept)

    def _xml_formula_element(self, formula: str, result: object,
                             attributes: Iterable[tuple[str, object]] = ()) -> None:  # fmt: skip
        """Write a formula with its result; an empty text is a result too, not one still to come."""
        kind = [("t", "str")] if result == "" else []
        super()._xml_formula_element(formula, result, [*attributes, *kind])

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """Return a formula without its ``=``.

        XlsxWriter looks for 30 newer functions that need a prefix, none of which a register may use: for the
        thousands of formulas here that is two thirds of the time to make the workbook.
        """
        return formula.removeprefix("=")
