"""What `scorewright check` takes."""

import argparse

from generator.cli.arguments.folders import folders


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.epilog = "Example: scorewright check --format github"
    folders(parser)
    parser.add_argument(
        "--no-edits", action="store_true", help="edits that were merged are errors, not notes"
    )
