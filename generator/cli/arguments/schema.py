"""What `scorewright schema` takes."""

import argparse


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.epilog = "Example: scorewright schema job > specs/schema/job.schema.json"
    parser.add_argument("of", nargs="?", choices=("job", "project"), default="job", help="job")
    parser.add_argument("--markdown", action="store_true", help="print the reference for people")
