"""Tests marked ``office`` need LibreOffice and poppler: skipped without them, failed where they must run."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

from tests.drawing import check_golden
from tests.office import missing

INSIST = ("CI", "MINSHENG_REQUIRE_OFFICE")

# No property is about time on a shared machine. CI tries the same examples each run, so that a failure there is of
# the change; everyone else's run tries new ones.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("here"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Stop a test that needs what this machine lacks."""
    lacking = missing() if item.get_closest_marker("office") else []
    if not lacking:
        return
    reason = f"this machine lacks {'、'.join(lacking)}: run tools/install_test_needs.sh"
    if any(os.environ.get(name) for name in INSIST):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what passed tests recorded of themselves, such as how many formulas were compared."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            terminalreporter.write_line(f"{name}: {value:,}" if isinstance(value, int) else f"{name}: {value}")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that accepts drawings as they are now."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the drawings in tests/golden")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a check of a drawing against the golden one of a name."""
    update = bool(request.config.getoption("--update-golden"))
    return lambda name, drawing: check_golden(name, drawing, update)
