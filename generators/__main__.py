"""The entry point: ``minsheng`` and ``python -m generators``.

``minsheng --help`` is answered from a stored page before anything is imported, so that it comes at once; a
test keeps the page equal to what click would print.
"""

from __future__ import annotations

import sys

HELP = ("-h", "--help")


def help_page() -> str:
    """Return the stored page of ``minsheng --help``."""
    here = __file__.rpartition("__main__")[0]
    with open(f"{here}help.txt", encoding="utf-8") as page:  # noqa: PTH123 - pathlib alone takes 8 ms to load
        return page.read()


def main() -> None:
    """Answer ``--help`` from the stored page, everything else through the commands."""
    if len(sys.argv) == 2 and sys.argv[1] in HELP:
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
        sys.stdout.write(help_page())
        return
    from generators.console import speak_chinese

    speak_chinese()  # before click builds its parameters, whose names it translates at once
    from generators.cli import main as run

    run()


if __name__ == "__main__":
    main()
