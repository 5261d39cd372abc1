"""What `scorewright run` takes."""

import argparse
from pathlib import Path

from generator.cli.arguments.folders import folders


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.epilog = "Example: scorewright run loan_default --trigger daily --at 2026-01-05T05:00Z"
    parser.add_argument("job", metavar="JOB", help="a job, or one of its factory pipelines")
    parser.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a value for a parameter of the pipeline; before that of a trigger",
    )
    parser.add_argument("--trigger", metavar="NAME", help="start it as this trigger does")
    parser.add_argument(
        "--at",
        metavar="TIME",
        help="when, in UTC unless it says otherwise; by itself when the trigger last fired, or now",
    )
    parser.add_argument(
        "--event", type=Path, metavar="FILE", help="the event that starts it, in Event Grid's form"
    )
    parser.add_argument(
        "--input",
        action="append",
        default=[],
        metavar="[NAME=]PATH",
        help="a file or a folder in place of an input of the AML pipeline",
    )
    parser.add_argument(
        "--fixtures",
        type=Path,
        metavar="DIR",
        help="what activities that need Azure are to give: PIPELINE/ACTIVITY.json",
    )
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="the run's folder; by itself one below runs/"
    )
    parser.add_argument(
        "--workers", type=int, metavar="N", help="how many processes score; by itself one a core"
    )
    parser.add_argument(
        "--engine", choices=("local", "dask"), default="local", help="who runs the mini-batches"
    )
    parser.add_argument("--scheduler", metavar="ADDRESS", help="a Dask cluster, for --engine dask")
    parser.add_argument("--json", action="store_true", help="print the report for machines")
    folders(parser)
