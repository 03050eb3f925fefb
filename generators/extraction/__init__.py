"""One sentence -> indicators; one progress sentence -> actuals tied to them. Pure text in, frozen
dataclasses out.
"""
