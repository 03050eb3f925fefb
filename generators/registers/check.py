"""Checking a register: every rule over the whole register, what they find in the order of the workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generators.errors import Problem
from generators.model.register import Register
from generators.registers import check_figures, check_numbers, check_progress, check_texts
from generators.registers.facts import Facts, Found
from generators.registers.read import in_order, without_collecting

Rule = Callable[[Facts], Found]

RULES: tuple[Rule, ...] = (
    check_numbers.project_numbers_are_unique,
    check_numbers.task_numbers_are_unique,
    check_numbers.indicator_numbers_are_unique,
    check_numbers.units_are_unique,
    check_numbers.projects_are_filled,
    check_numbers.tasks_are_filled,
    check_numbers.indicators_are_named,
    check_numbers.amendments_are_known,
    check_numbers.units_are_known,
    check_numbers.members_are_known,
    check_numbers.units_are_in_force,
    check_numbers.leaders_are_known,
    check_figures.targets_are_there,
    check_figures.bases_are_there,
    check_figures.ranges_have_bounds,
    check_figures.cumulative_never_falls,
    check_figures.quarter_targets_rise,
    check_figures.actuals_are_plausible,
    check_figures.quarters_keep_their_scale,
    check_figures.figures_are_not_negative,
    check_figures.figures_are_current,
    check_figures.figures_fit_excel,
    check_figures.indicators_are_not_repeated,
    check_figures.kinds_fit_units,
    check_figures.percents_are_whole,
    check_figures.stages_are_known,
    check_figures.money_is_within_plan,
    check_progress.tasks_are_reported,
    check_progress.reports_are_unique,
    check_progress.periods_are_of_the_year,
    check_progress.judgements_are_known_and_reasoned,
    check_progress.judgements_agree_with_figures,
    check_progress.deadlines_are_kept,
    check_progress.deadlines_are_of_the_year,
    check_progress.circled_numbers_match_indicators,
    check_progress.amended_targets_are_taken_over,
    check_texts.targets_stand_in_the_text,
    check_texts.parts_sum_to_the_whole,
    check_texts.stated_counts_add_up,
    check_texts.nothing_private_is_printed,
    check_texts.punctuation_is_full_width,
)


def check_register(register: Register, rules: Iterable[Rule] = RULES) -> list[Problem]:
    """Return what the rules find in a register, in the order of its sheets and rows.

    Nothing is changed and nothing stops at the first problem. What could not be read is told by
    :func:`generators.registers.read.read_register`, not here.
    """
    facts = Facts(register)
    with without_collecting():
        return in_order(problem for rule in rules for problem in rule(facts))
