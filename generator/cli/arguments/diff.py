"""What `scorewright diff` takes."""

import argparse

from generator.cli.arguments.folders import folders


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.epilog = "Example: scorewright diff --text"
    folders(parser)
    parser.add_argument("--text", action="store_true", help="show the lines that change, too")
