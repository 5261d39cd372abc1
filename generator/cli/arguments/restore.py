"""What `scorewright restore` takes."""

import argparse
from pathlib import Path

from generator.cli.arguments.folders import folders


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.epilog = "Example: scorewright restore output/factory/pipeline/loan_default.json"
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder")
    folders(parser)
