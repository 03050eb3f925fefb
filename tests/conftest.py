"""Tests marked ``office`` need LibreOffice and poppler: skipped without them, failed where they must run."""

from __future__ import annotations

import os

import pytest

from tests.office import missing

INSIST = ("CI", "MINSHENG_REQUIRE_OFFICE")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Stop a test that needs what this machine lacks."""
    lacking = missing() if item.get_closest_marker("office") else []
    if not lacking:
        return
    reason = f"this machine lacks {'、'.join(lacking)}: run tools/install_test_needs.sh"
    if any(os.environ.get(name) for name in INSIST):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
