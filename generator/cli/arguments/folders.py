"""What all commands take that compile: where the specs are, and where their files go."""

import argparse
from pathlib import Path


def folders(parser: argparse.ArgumentParser) -> None:
    """Add the folders, and how faults are printed."""
    parser.add_argument("--specs", type=Path, default=Path("specs"), help="the folder of specs")
    parser.add_argument("--output", type=Path, default=Path("output"), help="where the files go")
    parser.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="how faults are printed",
    )
