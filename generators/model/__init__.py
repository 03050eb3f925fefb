"""What a register says, as frozen dataclasses. Imports nothing else of the project."""
