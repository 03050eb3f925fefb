"""Open Packaging: the zip with limits that every .xlsx and .docx is. Reading refuses, writing repeats."""
