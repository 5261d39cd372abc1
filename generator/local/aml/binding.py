"""What a step is really given: its arguments as text, once data have a place."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.contract.model import Sdk
from generator.local.aml.graph import (
    Argument,
    CommandStep,
    Graph,
    IfGiven,
    OfInput,
    OfOutput,
    OfParameter,
    ParallelStep,
    Part,
    Step,
    Text,
)
from generator.local.aml.literals import spelled
from generator.local.aml.submission import Submission

_UNFIT = re.compile(r"""[\s'"`$\\;&|<>()*?!#]""")


class Given(Struct, frozen=True):
    """What the parts of a step's arguments stand for; what is not in it has no value."""

    parameters: Mapping[str, str]
    inputs: Mapping[str, Path] = field(default_factory=dict)
    outputs: Mapping[str, Path] = field(default_factory=dict)


def parameters(graph: Graph, submission: Submission) -> dict[str, str]:
    """Each parameter's text in this run: what is sent, or the default."""
    found: dict[str, str] = {}
    for name, parameter in graph.parameters.items():
        value = submission.parameters.get(name, parameter.default)
        if isinstance(value, str | int | float):
            # A default of v1 is published as Python's text of it.
            default = graph.sdk == "v1" and name not in submission.parameters
            found[name] = str(value) if default else spelled(value)
    return found


def text(argument: Argument, given: Given) -> str:
    """An argument as it reaches the script."""
    return "".join(_part(part, given) or "" for part in argument)


def words(step: Step, given: Given, sdk: Sdk) -> tuple[str, ...]:
    """The arguments of a step's script.

    The one text that SDK v2 gives to a parallel step is split at spaces, and no quotes are
    understood, as the service does it (issue azure-sdk-for-python#32766).
    """
    whole = [text(argument, given) for argument in step.arguments]
    if sdk == "v2" and isinstance(step, ParallelStep):
        return tuple(" ".join(whole).split())
    return tuple(whole)


def unfit(paths: Iterable[Path]) -> Path | None:
    """A path that a shell's line cannot carry as it is; Azure ML's own have no such characters."""
    return next((path for path in paths if _UNFIT.search(str(path))), None)


def used(step: Step, given: Given) -> dict[str, str]:
    """The parameters that reach a step's script, each with its text."""
    parts = [part for one in (*step.arguments, *_command(step)) for part in _flat(one)]
    names = dict.fromkeys(part.name for part in parts if isinstance(part, OfParameter))
    return {name: given.parameters[name] for name in names if name in given.parameters}


def _command(step: Step) -> tuple[Argument, ...]:
    return (step.command,) if isinstance(step, CommandStep) else ()


def _flat(argument: Argument) -> Iterator[Part]:
    for part in argument:
        yield from part.parts if isinstance(part, IfGiven) else (part,)


def _part(part: Part, given: Given) -> str | None:
    """A part's text, or None if it has no value."""
    match part:
        case Text():
            return part.text
        case OfParameter():
            return given.parameters.get(part.name)
        case OfInput():
            return _path(given.inputs, part.name)
        case OfOutput():
            return _path(given.outputs, part.name)
        case IfGiven():
            texts = [_part(one, given) for one in part.parts]
            return "" if None in texts else "".join(one for one in texts if one is not None)


def _path(paths: Mapping[str, Path], name: str) -> str | None:
    return str(paths[name]) if name in paths else None


def folder_name(step: str) -> str:
    """A step's name as that of a folder."""
    return re.sub(r"[^A-Za-z0-9_.()-]+", "_", step).strip(".") or "step"
