"""What may stand next on a command line. A shell asks each time somebody presses Tab.

Names are read from the specs as they stand, with as little as possible: whoever waits is typing.
"""

import argparse
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import argcomplete
import yaml
from argcomplete.completers import DirectoriesCompleter, FilesCompleter

from generator.cli import COMMANDS, parser
from generator.cli.arguments.folders import SPECS
from generator.diagnostics.codes import Code
from generator.spec.files import PROJECT
from generator.workspace.endings import ENDINGS

Words = Iterable[str]
Completer = Callable[..., Words]


def complete() -> None:
    """Answer the shell, and end."""
    named = COMMANDS.keys() & os.environ.get("COMP_LINE", "").split()
    asked = parser(*named)
    for action in _actions(asked):
        if action.choices is None:
            action.completer = _completer(action)  # type: ignore[attr-defined]  # argcomplete's way
    argcomplete.autocomplete(asked, always_complete_options=False)


def _actions(asked: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Every argument of a parser, and of all parsers below it."""
    for action in asked._actions:
        yield action
        if isinstance(action, argparse._SubParsersAction):
            for inner in set(action.choices.values()):
                yield from _actions(inner)


def _completer(action: argparse.Action) -> Completer:
    if action.dest in NAMES:
        return NAMES[action.dest]
    if action.type is Path or "PATH" in str(action.metavar):
        folder = action.metavar == "DIR" or action.dest in ("specs", "output")
        return DirectoriesCompleter() if folder else FilesCompleter()
    return _nothing


def _nothing(**_: object) -> Words:
    """Nobody knows: a time, a number."""
    return ()


# names of a project -------------------------------------------------------------------------------


def _jobs(parsed_args: argparse.Namespace, **_: object) -> Words:
    return [file.stem for file in _specs(parsed_args) if file.stem != PROJECT]


def _triggers(parsed_args: argparse.Namespace, **_: object) -> Words:
    return _keys(parsed_args, _job(parsed_args), "factory", "triggers")


def _parameters(parsed_args: argparse.Namespace, **_: object) -> Words:
    return [f"{name}=" for name in _keys(parsed_args, _job(parsed_args), "parameters")]


def _environments(parsed_args: argparse.Namespace, **_: object) -> Words:
    return _keys(parsed_args, PROJECT, "environments")


def _codes(**_: object) -> Words:
    return {code.value: code.meaning for code in Code}


NAMES: Mapping[str, Completer] = {
    "job": _jobs,
    "trigger": _triggers,
    "param": _parameters,
    "environment": _environments,
    "code": _codes,
}
"""What completes an argument, by the name that its command knows it by."""


def _job(given: argparse.Namespace) -> str:
    return str(getattr(given, "job", None) or "")


def _specs(given: argparse.Namespace) -> list[Path]:
    folder = Path(getattr(given, "specs", None) or SPECS)
    return sorted(file for file in folder.glob("*") if file.name.endswith(ENDINGS))


def _keys(given: argparse.Namespace, spec: str, *way: str) -> Words:
    """The keys of a mapping in a spec; none if there is no such spec, or it cannot be read."""
    for file in _specs(given):
        if file.stem == spec:
            with suppress(OSError, ValueError, yaml.YAMLError, RecursionError):
                text = file.read_text(encoding="utf-8")
                return _mapping(yaml.load(text, yaml.BaseLoader), *way)  # noqa: S506 - text alone
    return ()


def _mapping(content: object, *way: str) -> Words:
    for step in way:
        content = content.get(step) if isinstance(content, dict) else None
    return [str(key) for key in content] if isinstance(content, dict) else []
