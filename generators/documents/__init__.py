"""One module a document the office knows; each composes a Page."""
