"""What `scorewright add` takes: a parser for each kind of thing that can be added."""

import argparse
from pathlib import Path
from typing import get_args

from generator.cli.arguments.folders import faults, folders, specs
from generator.contract.model import Sdk, Type
from generator.expression import Service, TriggerKind

KINDS = {
    "job": "a spec and its scripts, which run at once",
    "trigger": "what starts a job",
    "parameter": "a value that a run of a job can be given",
    "activity": "an activity before or after the scoring, or on failure",
    "environment": "an environment of the project, like one that is there",
}


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.epilog = "Example: scorewright add trigger loan_default weekly --frequency Week"
    kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
    for name, about in KINDS.items():
        one = kinds.add_parser(name, help=about, description=f"Add {about}.")
        _OF_KINDS[name](one)


def _job(parser: argparse.ArgumentParser) -> None:
    parser.epilog = "Example: scorewright add job churn --from-data customers.csv"
    parser.add_argument("name", metavar="NAME", help="the new job")
    parser.add_argument(
        "--like",
        metavar="JOB",
        help="an example, or a job of this project; by itself the blank example",
    )
    parser.add_argument(
        "--from-data",
        type=Path,
        metavar="FILE",
        help="a CSV or Parquet file: its columns are those that the job's input has to have",
    )
    parser.add_argument("--service", choices=get_args(Service), help="what starts it")
    parser.add_argument("--sdk", choices=get_args(Sdk), help="which Azure ML runs it")
    folders(parser)


def _trigger(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "Example: scorewright add trigger loan_default weekly --frequency Week --on Monday "
        "--at 06:30 --set run_date=\"@formatDateTime(trigger().scheduledTime, 'yyyy-MM-dd')\""
    )
    _of_job(parser, "the new trigger")
    parser.add_argument(
        "--type",
        choices=[kind.value for kind in TriggerKind],
        default=TriggerKind.SCHEDULE.value,
        help="by itself schedule",
    )
    _clock(parser)
    _events(parser)
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="PARAMETER=VALUE",
        help="what a run is given: a value, or an expression that begins with @",
    )
    parser.add_argument("--description", metavar="TEXT", help="what it is for")
    _one_file(parser)


def _clock(parser: argparse.ArgumentParser) -> None:
    clock = parser.add_argument_group("by the clock")
    clock.add_argument(
        "--frequency", metavar="UNIT", help="Minute, Hour, Day (the default), Week or Month"
    )
    clock.add_argument(
        "--interval", type=int, metavar="N", help="every how many of them; by itself 1"
    )
    clock.add_argument(
        "--start", metavar="TIME", help="when it begins; by itself the next midnight"
    )
    clock.add_argument("--end", metavar="TIME", help="when it stops")
    clock.add_argument("--time-zone", metavar="ZONE", help="a schedule's, by its Windows name")
    clock.add_argument(
        "--at", action="append", default=[], metavar="HH:MM", help="a schedule's time of day"
    )
    clock.add_argument(
        "--on",
        action="append",
        default=[],
        metavar="DAY",
        help="a schedule's day: Monday, or 1 or -1 for the first or the last of a month",
    )
    clock.add_argument(
        "--delay", metavar="SPAN", help="how long after its end a window is run: 30m"
    )
    clock.add_argument("--max-concurrency", type=int, metavar="N", help="how many windows at once")


def _events(parser: argparse.ArgumentParser) -> None:
    events = parser.add_argument_group("by events")
    events.add_argument(
        "--source", metavar="NAME", help="what the events are of: a key of `sources`"
    )
    events.add_argument(
        "--event",
        action="append",
        metavar="TYPE",
        help="created or deleted, or a custom one's type",
    )
    events.add_argument("--container", metavar="NAME", help="the container of the blobs")
    events.add_argument("--path-begins", metavar="TEXT", help="how the blobs' paths begin in it")
    events.add_argument("--path-ends", metavar="TEXT", help="how the blobs' paths end")
    events.add_argument(
        "--subject-begins", metavar="TEXT", help="how a custom event's subject begins"
    )
    events.add_argument("--subject-ends", metavar="TEXT", help="how a custom event's subject ends")


def _parameter(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "Example: scorewright add parameter loan_default margin --type number --default 0.1 "
        "--minimum 0 --maximum 1 --to score"
    )
    _of_job(parser, "the new parameter")
    parser.add_argument(
        "--type", choices=[each.value for each in Type], required=True, help="its type"
    )
    parser.add_argument("--default", metavar="VALUE", help="of a run that is given none")
    parser.add_argument("--minimum", metavar="N", help="the least value of a number")
    parser.add_argument("--maximum", metavar="N", help="the greatest value of a number")
    parser.add_argument(
        "--pattern", metavar="REGEX", help="a regular expression that is found in the text"
    )
    parser.add_argument(
        "--choices", nargs="+", default=[], metavar="TEXT", help="the texts that it can be"
    )
    parser.add_argument("--description", metavar="TEXT", help="what it means")
    parser.add_argument(
        "--to",
        action="append",
        default=[],
        metavar="STEP",
        help="a step whose script is given it; by itself the only one",
    )
    _one_file(parser)


def _activity(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        'Example: scorewright add activity loan_default "Load scores" --after '
        "--type SqlServerStoredProcedure --linked-service warehouse "
        "--property storedProcedureName=dbo.load_scores"
    )
    _of_job(parser, "the new activity")
    parser.add_argument("--type", required=True, metavar="TYPE", help="as Data Factory names it")
    where = parser.add_mutually_exclusive_group()
    for option, value in (("--before", "before"), ("--after", "after")):
        help_ = f"{value} the scoring, as the last one" + (" (the default)" * (value == "after"))
        where.add_argument(option, dest="where", action="store_const", const=value, help=help_)
    where.add_argument(
        "--on-failure",
        dest="where",
        action="store_const",
        const="on_failure",
        help="when the job has failed",
    )
    parser.set_defaults(where="after")
    parser.add_argument("--linked-service", metavar="NAME", help="of the project file")
    parser.add_argument(
        "--property",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="of its typeProperties; a dot leads inside, and a value may be JSON",
    )
    parser.add_argument("--timeout", metavar="SPAN", help="how long it may take: 30m, 2h")
    parser.add_argument("--retry", type=int, metavar="N", help="how often it is tried again")
    parser.add_argument("--description", metavar="TEXT", help="what it is for")
    _one_file(parser)


def _environment(parser: argparse.ArgumentParser) -> None:
    parser.epilog = (
        "Example: scorewright add environment qa --like test "
        "--set aml.subscription=00000000-0000-0000-0000-000000000000"
    )
    parser.add_argument("name", metavar="NAME", help="the new environment")
    parser.add_argument("--like", metavar="NAME", help="one that is there; by itself the last one")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="what it has otherwise; a dot leads inside: aml.workspace=aml-qa",
    )
    _one_file(parser)


def _of_job(parser: argparse.ArgumentParser, what: str) -> None:
    parser.add_argument("job", metavar="JOB", help="the job")
    parser.add_argument("name", metavar="NAME", help=what)


def _one_file(parser: argparse.ArgumentParser) -> None:
    """An edit of one file: nothing is generated yet."""
    specs(parser)
    faults(parser)


_OF_KINDS = {
    "job": _job,
    "trigger": _trigger,
    "parameter": _parameter,
    "activity": _activity,
    "environment": _environment,
}
