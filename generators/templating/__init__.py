"""Templates the office may edit: layouts in 版式.xlsx and Word files with Jinja, sandboxed."""
