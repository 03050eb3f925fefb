"""The master workbook (台账): create it, read it, check it, give it as data."""
