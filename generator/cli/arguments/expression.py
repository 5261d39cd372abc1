"""What `scorewright expression` takes."""

import argparse
from pathlib import Path


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.epilog = (
        "Example: scorewright expression --eval \"@addDays('2026-01-31', 1, 'yyyy-MM-dd')\""
    )
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="JSON: a context, and expressions with the results that they should have",
    )
    parser.add_argument(
        "--eval", metavar="TEXT", help="print the value of this one, in the context of FILE"
    )
