"""Checking a register."""

from __future__ import annotations


def check_register(register):
    return []
