"""Workbooks read exactly as stored: every value with its address, nothing guessed, nothing blanked."""
