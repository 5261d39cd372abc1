"""What `scorewright new` takes."""

import argparse

from generator.cli.arguments.intermixed import intermixed


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    intermixed(parser)
    parser.epilog = "Example: scorewright new churn --example loan_default service=synapse ci=none"
    parser.add_argument(
        "words",
        nargs="*",
        metavar="DIR | KEY=VALUE",
        help="the folder to make, by itself one in this folder; answers, which are not asked for",
    )
    parser.add_argument(
        "--example", metavar="NAME", help="the job to begin with; the same as example=NAME"
    )
    parser.add_argument(
        "--no-input", action="store_true", help="ask nothing: what is not given has its default"
    )
    parser.add_argument(
        "--replay", action="store_true", help="answer as the last time; what is given goes before"
    )
    parser.add_argument(
        "--template",
        metavar="PATH",
        help="a cookiecutter template of your own: a folder, or what else cookiecutter takes",
    )
    parser.add_argument(
        "--keep-existing",
        action="store_true",
        help="take a folder that is not empty: what is there stays as it is, and is named",
    )
