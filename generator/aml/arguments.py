"""What each script of a job is given, and how it is read from text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.contract.job import RUN_ID, Job, Parameter
from generator.contract.model import Type
from generator.contract.steps import ParallelStep
from generator.contract.types import TYPES
from generator.contract.values import Scalar
from generator.render import Docstring


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a script; `python` is the type that the script gets."""

    name: str
    python: str
    about: Docstring | None = None


@dataclass(frozen=True, slots=True)
class StepArguments:
    """The arguments of one step, as a class of the generated contract."""

    class_name: str
    about: Docstring
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """How one argument is read: by a function of the generated contract."""

    name: str
    function: str
    settings: Mapping[str, Scalar] = field(default_factory=dict)
    called: bool = False


def class_name(step: str) -> str:
    """The class of a step's arguments: "score_all" gives "ScoreAll"."""
    return "".join(word.capitalize() for word in step.split("_"))


def steps(job: Job) -> tuple[StepArguments, ...]:
    """The steps of a job's AML pipeline, in their order."""
    step = job.aml.step
    given = [Argument("model", "Path")] if job.aml.model else []
    given += [_argument(job, name) for name in step.arguments]
    scoring = _step(step.name, step.script, given)
    if job.sdk == "v2":
        return (scoring,)
    source = [
        Argument(step.input.name, "Path"),
        Argument("staged", "Path"),
        Argument(RUN_ID, "str"),
    ]
    varying = [_argument(job, name) for name in step.output.parameters]
    target = [Argument("rows", "Path"), *varying, Argument(step.output.name, "Path")]
    return (
        _step("prepare", "prepare.py", source),
        scoring,
        _step("publish", "publish.py", target),
    )


def _step(name: str, script: str, arguments: list[Argument]) -> StepArguments:
    return StepArguments(class_name(name), Docstring(f"What {script} is given."), tuple(arguments))


def _argument(job: Job, name: str) -> Argument:
    parameter = job.parameters[name]
    about = Docstring(parameter.description) if parameter.description else None
    return Argument(name, TYPES[parameter.type].python, about)


def only_in_the_factory(job: Job) -> Iterator[str]:
    """What the spec says of each parameter that reaches no script, a line for each."""
    given = {argument.name for step in steps(job) for argument in step.arguments}
    for parameter in job.parameters.values():
        if parameter.name not in given:
            settings = {**dict(_pattern(parameter)), **dict(_bounds(parameter))}
            words = [parameter.type.value, *(f"{name} {value}" for name, value in settings.items())]
            yield f"{parameter.name} ({', '.join(words)}): {parameter.description}".rstrip(": ")


def readers(job: Job) -> tuple[Reader, ...]:
    """A reader for each argument of any step."""
    found = {
        argument.name: _reader(job, argument) for step in steps(job) for argument in step.arguments
    }
    return tuple(found.values())


def _reader(job: Job, argument: Argument) -> Reader:
    if argument.name == "model" and job.sdk == "v1":
        return Reader("model", "registered_model")
    if argument.name not in job.parameters:
        return Reader(argument.name, argument.python)
    parameter = job.parameters[argument.name]
    if parameter.encoded:
        return Reader(parameter.name, "encoded", dict(_pattern(parameter)), called=True)
    if parameter.type is Type.STRING:
        if parameter.pattern is None:
            return Reader(parameter.name, "str")
        return Reader(parameter.name, "text", dict(_pattern(parameter)), called=True)
    if parameter.type is Type.BOOLEAN:
        return Reader(parameter.name, "boolean")
    return Reader(parameter.name, parameter.type.value, dict(_bounds(parameter)), called=True)


def _pattern(parameter: Parameter) -> Iterator[tuple[str, Scalar]]:
    if parameter.pattern is not None:
        yield "pattern", parameter.pattern


def _bounds(parameter: Parameter) -> Iterator[tuple[str, Scalar]]:
    if parameter.minimum is not None:
        yield "minimum", parameter.minimum
    if parameter.maximum is not None:
        yield "maximum", parameter.maximum


def program_arguments(step: ParallelStep, *, model: bool) -> str:
    """The command line of the scoring script under SDK v2, which splits it at spaces."""
    names = (["model"] if model else []) + list(step.arguments)
    return " ".join(f"--{name} ${{{{inputs.{name}}}}}" for name in names)
