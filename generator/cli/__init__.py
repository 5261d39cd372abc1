"""The command line: parse arguments, call one function, print, return the exit code.

A command's module is imported when the command is called, so that `--help` is quick.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Protocol, TypeAlias, cast

from generator import __version__

FINE, FOUND, COULD_NOT = 0, 1, 2
"""Exit codes: nothing to say; something was found; the command could not do its work."""


_Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


class Command(Protocol):
    """A module of a command."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Carry the command out; gives the exit code."""


def parser(command: str = "") -> argparse.ArgumentParser:
    """The parser of a command, or of all, which takes longer."""
    top = argparse.ArgumentParser(
        prog="scorewright",
        description="Compile batch-scoring specs to Data Factory JSON and Azure ML code, in step.",
        epilog="Exit codes: 0 fine, 1 found something, 2 could not.",
    )
    top.add_argument("--version", action="version", version=f"scorewright {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    adders = {
        "generate": _generate,
        "check": _check,
        "diff": _diff,
        "run": _run,
        "expression": _expression,
        "restore": _restore,
        "schema": _schema,
    }
    for add in [adders[command]] if command in adders else adders.values():
        add(commands)
    return top


def _generate(commands: _Commands) -> None:
    generate = commands.add_parser(
        "generate",
        help="write what the specs compile to",
        epilog="Example: scorewright generate --specs specs --output output",
    )
    _folders(generate)
    generate.add_argument(
        "--conflict",
        choices=("stop", "markers", "ours", "theirs"),
        default="stop",
        help="where an edit and a new text meet: write nothing (stop), both with markers, "
        "the edit (ours), or the new text (theirs)",
    )


def _check(commands: _Commands) -> None:
    check = commands.add_parser(
        "check",
        help="write nothing; say whether everything is in step",
        epilog="Example: scorewright check --format github",
    )
    _folders(check)
    check.add_argument(
        "--no-edits", action="store_true", help="edits that were merged are errors, not notes"
    )


def _diff(commands: _Commands) -> None:
    diff = commands.add_parser(
        "diff",
        help="say what generate would do, in words of the jobs",
        epilog="Example: scorewright diff --text",
    )
    _folders(diff)
    diff.add_argument("--text", action="store_true", help="show the lines that change, too")


def _run(commands: _Commands) -> None:
    run = commands.add_parser(
        "run",
        help="run what a job compiled to, here: the factory's JSON and the AML Python",
        epilog="Example: scorewright run loan_default --trigger daily --at 2026-01-05T05:00Z",
    )
    run.add_argument("job", metavar="JOB", help="a job, or one of its factory pipelines")
    run.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a value for a parameter of the pipeline; before that of a trigger",
    )
    run.add_argument("--trigger", metavar="NAME", help="start it as this trigger does")
    run.add_argument(
        "--at",
        metavar="TIME",
        help="when, in UTC unless it says otherwise; by itself when the trigger last fired, or now",
    )
    run.add_argument(
        "--event", type=Path, metavar="FILE", help="the event that starts it, in Event Grid's form"
    )
    run.add_argument(
        "--input",
        action="append",
        default=[],
        metavar="[NAME=]PATH",
        help="a file or a folder in place of an input of the AML pipeline",
    )
    run.add_argument(
        "--fixtures",
        type=Path,
        metavar="DIR",
        help="what activities that need Azure are to give: PIPELINE/ACTIVITY.json",
    )
    run.add_argument(
        "--keep", type=Path, metavar="DIR", help="the run's folder; by itself one below runs/"
    )
    run.add_argument(
        "--workers", type=int, metavar="N", help="how many processes score; by itself one a core"
    )
    run.add_argument(
        "--engine", choices=("local", "dask"), default="local", help="who runs the mini-batches"
    )
    run.add_argument("--scheduler", metavar="ADDRESS", help="a Dask cluster, for --engine dask")
    run.add_argument("--json", action="store_true", help="print the report for machines")
    _folders(run)


def _restore(commands: _Commands) -> None:
    restore = commands.add_parser(
        "restore",
        help="bring generated files back as they were generated last",
        epilog="Example: scorewright restore output/factory/pipeline/loan_default.json",
    )
    restore.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder")
    _folders(restore)


def _schema(commands: _Commands) -> None:
    schema = commands.add_parser(
        "schema",
        help="print the JSON Schema of the spec language",
        epilog="Example: scorewright schema job > specs/schema/job.schema.json",
    )
    schema.add_argument("of", nargs="?", choices=("job", "project"), default="job", help="job")
    schema.add_argument("--markdown", action="store_true", help="print the reference for people")


def _expression(commands: _Commands) -> None:
    expression = commands.add_parser(
        "expression",
        help="evaluate expressions here, as Data Factory would",
        epilog="Example: scorewright expression --eval \"@addDays('2026-01-31', 1, 'yyyy-MM-dd')\"",
    )
    expression.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help="JSON: a context, and expressions with the results that they should have",
    )
    expression.add_argument(
        "--eval", metavar="TEXT", help="print the value of this one, in the context of FILE"
    )


def _folders(command: argparse.ArgumentParser) -> None:
    command.add_argument("--specs", type=Path, default=Path("specs"), help="the folder of specs")
    command.add_argument("--output", type=Path, default=Path("output"), help="where the files go")
    command.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="how faults are printed",
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a letter that it cannot show is shown escaped
            stream.reconfigure(errors="backslashreplace")
    words = sys.argv[1:] if arguments is None else arguments
    given = parser(words[0] if words else "").parse_args(words)
    command = cast("Command", import_module(f"generator.cli.{given.command}"))
    try:
        return command.run(given)
    except BrokenPipeError:
        sys.stderr.close()
        return COULD_NOT
    except KeyboardInterrupt:
        return 130
