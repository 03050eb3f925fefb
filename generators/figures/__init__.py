"""Completion, schedule, status, counts and ranking: pure numbers, no file format."""
