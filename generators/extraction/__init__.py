"""Sentences -> indicators, and reports tied to targets. Pure text in, frozen dataclasses out."""
