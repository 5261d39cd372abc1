"""What `scorewright show` takes."""

import argparse

from generator.cli.arguments.folders import folders


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.epilog = "Example: scorewright show loan_default --at 2026-12-01"
    parser.add_argument(
        "job", nargs="?", metavar="JOB", help="the job of which all is told; without it, all jobs"
    )
    parser.add_argument(
        "--at",
        metavar="TIME",
        help="from when on the next times are told, in UTC unless it says otherwise; now",
    )
    parser.add_argument("--json", action="store_true", help="print it for machines (docs/show.md)")
    folders(parser)
