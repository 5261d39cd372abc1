"""What many commands take: where the specs are, where their files go, how faults are printed."""

import argparse
from pathlib import Path

SPECS, OUTPUT = Path("specs"), Path("output")
"""Where they are, if nobody says otherwise."""


def folders(parser: argparse.ArgumentParser) -> None:
    """Add the folders, and how faults are printed."""
    specs(parser)
    output(parser)
    faults(parser)


def specs(parser: argparse.ArgumentParser) -> None:
    """Add the folder of specs."""
    parser.add_argument("--specs", type=Path, default=SPECS, help="the folder of specs")


def output(parser: argparse.ArgumentParser) -> None:
    """Add the output folder."""
    parser.add_argument("--output", type=Path, default=OUTPUT, help="where the files go")


def conflict(parser: argparse.ArgumentParser) -> None:
    """Add what becomes of an edit where a new text meets it."""
    parser.add_argument(
        "--conflict",
        choices=("stop", "markers", "ours", "theirs"),
        default="stop",
        help="where an edit and a new text meet: write nothing (stop), both with markers, "
        "the edit (ours), or the new text (theirs)",
    )


def faults(parser: argparse.ArgumentParser) -> None:
    """Add how faults are printed."""
    parser.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="how faults are printed",
    )
