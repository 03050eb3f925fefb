"""A published document read: its tables and paragraphs understood, and a register drafted from them."""
