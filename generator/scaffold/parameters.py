"""A new parameter of a job, from what somebody types."""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.diagnostics import Path, nearest
from generator.scaffold.additions import Entry
from generator.scaffold.editing import with_entry
from generator.scaffold.meaning import data_of, entries
from generator.scaffold.refusal import Refused
from generator.scaffold.spelling import Data
from generator.scaffold.taken import check_free
from generator.scaffold.values import typed


class Parameter(Struct, frozen=True):
    """A parameter: its type, and the rest as it was typed, None where it was not.

    `choices` are all values that it may have. `steps` are the steps that are given it.
    """

    name: str
    type: str
    default: str | None = None
    minimum: str | None = None
    maximum: str | None = None
    pattern: str | None = None
    choices: Sequence[str] = ()
    description: str | None = None
    steps: Sequence[str] = ()


def with_parameter(spec: str, parameter: Parameter) -> Entry:
    """Add a parameter to the text of a spec, and to the arguments of the steps that are given it.

    Without steps it is the job's only one, unless something else of the spec uses the parameter.

    Raises:
        Refused: there is such a parameter, or no such step, or none that is to get it.
    """
    way: Path = ("parameters", parameter.name)
    check_free(spec, way, "parameter")
    steps = entries(data_of(spec), "steps")
    for step in _steps(spec, parameter, steps):
        spec = with_entry(spec, *_argument(step, steps, parameter.name))
    return Entry(with_entry(spec, way, _declared(parameter)), way, f"parameter {parameter.name}")


def _declared(parameter: Parameter) -> dict[str, Data]:
    given: dict[str, Data] = {
        "type": parameter.type,
        "minimum": _typed(parameter.minimum, parameter.type),
        "maximum": _typed(parameter.maximum, parameter.type),
        "pattern": _pattern(parameter),
        "default": _typed(parameter.default, parameter.type),
        "description": parameter.description,
    }
    return {key: value for key, value in given.items() if value is not None}


def _typed(text: str | None, kind: str) -> Data:
    return None if text is None else typed(text, kind)


def _pattern(parameter: Parameter) -> str | None:
    """The pattern that was given, or the one that fits the choices and nothing else."""
    if not parameter.choices:
        return parameter.pattern
    if parameter.type != "string":
        raise Refused("--choices are of text", "give --type string, or --minimum and --maximum")
    if parameter.pattern is not None:
        raise Refused("--choices and --pattern say the same", "give one of them")
    return f"^({'|'.join(map(re.escape, parameter.choices))})$"


def _steps(spec: str, parameter: Parameter, steps: Mapping[str, Data]) -> Sequence[str]:
    """The names of the steps that are given the parameter."""
    for step in parameter.steps:
        if step not in steps:
            near = nearest(step, steps)
            hint = f"did you mean {near!r}?" if near else f"there are: {', '.join(steps)}"
            raise Refused(f"--to: the job has no step {step!r}", hint)
    if parameter.steps or _is_used(spec, parameter.name):
        return parameter.steps
    if len(steps) == 1:
        return [*steps]
    message = f"nothing would use the parameter {parameter.name!r}"
    raise Refused(message, f"say which step is given it: --to {', --to '.join(steps)}")


def _is_used(spec: str, name: str) -> bool:
    """Whether a path or an expression names it already."""
    return bool(re.search(rf"\{{{re.escape(name)}\}}|parameters\.{re.escape(name)}\b", spec))


def _argument(step: str, steps: Mapping[str, Data], name: str) -> tuple[Path, Data]:
    """Where a step names its arguments, and what is to be there."""
    there = entries(steps, step).get("arguments")
    if isinstance(there, Sequence) and there and not isinstance(there, str):
        return ("steps", step, "arguments", len(there)), name
    return ("steps", step, "arguments"), [name]
