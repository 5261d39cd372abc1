"""The command line: parse arguments, call one function, print, return the exit code.

The modules of a command, of its arguments and of its work, are imported when it is called, so that
`--help` is quick.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Protocol, cast

from generator import __version__

FINE, FOUND, COULD_NOT = 0, 1, 2
"""Exit codes: nothing to say; something was found; the command could not do its work."""

COMMANDS = {
    "new": "make a repository for scoring jobs, with one that runs",
    "add": "add a job, or to one a trigger, a parameter or an activity; or an environment",
    "generate": "write what the specs compile to",
    "watch": "generate, and again whenever a spec changes",
    "check": "write nothing; say whether everything is in step",
    "diff": "say what generate would do, in words of the jobs",
    "show": "show the jobs: state, parameters at every hop, next starts",
    "run": "run what a job compiled to, here, without Azure",
    "expression": "evaluate expressions here, as Data Factory would",
    "restore": "bring generated files back as they were generated last",
    "explain": "say more about a diagnostic's code, with an example of wrong and right",
    "schema": "print the JSON Schema of the spec language",
    "doctor": "say what is installed, what is missing, and what to type",
    "completion": "print what lets a shell complete command lines",
}
"""Every command, and what it does. The module of its name in `arguments` adds what it takes."""


class Arguments(Protocol):
    """A module of a command's arguments."""

    def add(self, parser: argparse.ArgumentParser) -> None:
        """Add the arguments, and an example as the epilog."""


class Command(Protocol):
    """A module of a command."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Carry the command out; gives the exit code."""


class Completing(Protocol):
    """The module that answers shells."""

    def complete(self) -> None:
        """Answer, and end."""


def parser(*commands: str) -> argparse.ArgumentParser:
    """The parser of all commands, with the arguments of these alone: to load all takes longer."""
    top = argparse.ArgumentParser(
        prog="scorewright",
        description="Compile batch-scoring specs to Data Factory JSON and Azure ML code, in step.",
        epilog="Exit codes: 0 fine, 1 found something, 2 could not.",
    )
    top.add_argument("--version", action="version", version=f"scorewright {__version__}")
    parsers = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, does in COMMANDS.items():
        one = parsers.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.")
        if name in commands:
            cast("Arguments", import_module(f"generator.cli.arguments.{name}")).add(one)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a letter that it cannot show is shown escaped
            stream.reconfigure(errors="backslashreplace")
    if "_ARGCOMPLETE" in os.environ:  # a shell asks what may stand next
        cast("Completing", import_module("generator.cli.completing")).complete()
    words = sys.argv[1:] if arguments is None else arguments
    given = parser(*words[:1]).parse_args(words)
    command = cast("Command", import_module(f"generator.cli.{given.command}"))
    try:
        return command.run(given)
    except BrokenPipeError:
        sys.stderr.close()
        return COULD_NOT
    except KeyboardInterrupt:
        return 130
