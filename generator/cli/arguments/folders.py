"""What many commands take: where the specs are, where their files go, how faults are printed."""

import argparse
from pathlib import Path


def folders(parser: argparse.ArgumentParser) -> None:
    """Add the folders, and how faults are printed."""
    specs(parser)
    parser.add_argument("--output", type=Path, default=Path("output"), help="where the files go")
    faults(parser)


def specs(parser: argparse.ArgumentParser) -> None:
    """Add the folder of specs."""
    parser.add_argument("--specs", type=Path, default=Path("specs"), help="the folder of specs")


def faults(parser: argparse.ArgumentParser) -> None:
    """Add how faults are printed."""
    parser.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="how faults are printed",
    )
