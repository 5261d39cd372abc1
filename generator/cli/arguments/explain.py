"""What `scorewright explain` takes."""

import argparse


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.epilog = "Example: scorewright explain SW204"
    parser.add_argument(
        "code", nargs="?", metavar="CODE", help="a diagnostic's code; without it, all are listed"
    )
