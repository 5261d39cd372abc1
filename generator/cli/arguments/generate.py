"""What `scorewright generate` takes."""

import argparse

from generator.cli.arguments.folders import conflict, folders


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.epilog = "Example: scorewright generate --specs specs --output output"
    folders(parser)
    conflict(parser)
