"""What `scorewright doctor` takes."""

import argparse
from pathlib import Path

from generator.cli.arguments.folders import OUTPUT, SPECS


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.epilog = "Example: scorewright doctor"
    parser.add_argument("--specs", type=Path, default=SPECS, help="the folder of specs")
    parser.add_argument("--output", type=Path, default=OUTPUT, help="where the files go")
    parser.add_argument("--json", action="store_true", help="print it for machines (docs/show.md)")
