"""What `scorewright generate` takes."""

import argparse

from generator.cli.arguments.folders import folders


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.epilog = "Example: scorewright generate --specs specs --output output"
    folders(parser)
    parser.add_argument(
        "--conflict",
        choices=("stop", "markers", "ours", "theirs"),
        default="stop",
        help="where an edit and a new text meet: write nothing (stop), both with markers, "
        "the edit (ours), or the new text (theirs)",
    )
