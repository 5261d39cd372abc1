"""What `scorewright watch` takes."""

import argparse

from generator.cli.arguments.folders import conflict, output, specs


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.epilog = "Example: scorewright watch --specs specs --output output"
    specs(parser)
    output(parser)
    conflict(parser)
    parser.set_defaults(format="text")
