"""What each script of a job is given, and how it is read from text."""

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from generator.aml.folders import folders
from generator.aml.plan import Plan, driver_gives, planned, writes_itself
from generator.contract.job import RUN_ID, Job, Parameter
from generator.contract.model import Type
from generator.contract.ports import class_name
from generator.contract.steps import CommandStep, Data, ParallelStep, Step
from generator.contract.types import TYPES
from generator.contract.values import Scalar
from generator.render import Docstring

MODEL = "model"


class Argument(Struct, frozen=True):
    """One argument of a script; `python` is the type that the script gets."""

    name: str
    python: str
    about: Docstring | None = None


class StepArguments(Struct, frozen=True):
    """The arguments of one step, as a class of the generated contract.

    `paths` are what is added to the folders among them, by name; `checked` are those with declared
    columns; `driver` is the name of the one that Azure ML's own --output gives, if there is one.
    """

    class_name: str
    about: Docstring
    arguments: tuple[Argument, ...]
    paths: Mapping[str, str]
    checked: tuple[str, ...] = ()
    driver: str | None = None


class Reader(Struct, frozen=True):
    """How one argument is read: by a function of the generated contract."""

    name: str
    function: str
    settings: Mapping[str, Scalar] = field(default_factory=dict)
    called: bool = False


def data_of(step: Step) -> tuple[Data, ...]:
    """The data whose places a script is given."""
    if isinstance(step, CommandStep):
        return (*step.inputs, *step.outputs)
    return (*step.side_inputs, *[step.output] * writes_itself(step))


def checked(step: Step) -> tuple[str, ...]:
    """The names of the data whose files `parse` of the generated contract checks.

    What a parallel step scores is no argument of its script: in v1 the step that stages it checks
    it, in v2 the script itself reads it by `rows_of` of the generated columns.
    """
    return tuple(data.name for data in data_of(step) if data.columns)


def fields(step: Step) -> tuple[str, ...]:
    """The names of what a script is given, in the order of its class."""
    model = [MODEL] if step.model else []
    data = [each.name for each in data_of(step)]
    first = [*model, *data] if isinstance(step, ParallelStep) else [*data, *model]
    return (*first, *step.arguments)


def passed(job: Job, plan: Plan, step: Step) -> tuple[str, ...]:
    """The parameters that stand on a script's command line.

    In v1 these are also those that its folders' names are made of, and for the first step the
    factory run's id.
    """
    if job.sdk == "v2":
        return step.arguments
    in_paths = [name for folder in folders(job, step).values() for name in folder.parameters]
    first = [RUN_ID] if step is plan.steps[0] else []
    return tuple(dict.fromkeys([*step.arguments, *in_paths, *first]))


def steps(job: Job, plan: Plan) -> tuple[StepArguments, ...]:
    """The arguments of each step of a job's AML pipeline, in their order."""
    return tuple(_step(job, step, plan.declared[step.name]) for step in plan.steps)


def _step(job: Job, step: Step, declared: Step) -> StepArguments:
    varying = {name: folder.varying for name, folder in folders(job, step).items()}
    driver = declared.output.name if isinstance(declared, ParallelStep) else None
    return StepArguments(
        class_name(step.name),
        Docstring(f"What {step.script} is given."),
        tuple(_argument(job, name) for name in fields(declared)),
        {name: path for name, path in varying.items() if path},
        checked(step),
        driver if driver_gives(job, step) else None,
    )


def _argument(job: Job, name: str) -> Argument:
    if name not in job.parameters:
        described = job.data[name].description if name in job.data else ""
        return Argument(name, "Path", Docstring(described) if described else None)
    parameter = job.parameters[name]
    about = Docstring(parameter.description) if parameter.description else None
    return Argument(name, TYPES[parameter.type].python, about)


def only_in_the_factory(job: Job) -> Iterator[str]:
    """What the spec says of each parameter that reaches no script, a line for each."""
    plan = planned(job)
    given = {name for step in plan.steps for name in passed(job, plan, step)}
    for parameter in job.parameters.values():
        if parameter.name not in given:
            settings = {**dict(_pattern(parameter)), **dict(_bounds(parameter))}
            words = [parameter.type.value, *(f"{name} {value}" for name, value in settings.items())]
            yield f"{parameter.name} ({', '.join(words)}): {parameter.description}".rstrip(": ")


def readers(job: Job, plan: Plan) -> tuple[Reader, ...]:
    """A reader for each argument of any step."""
    names = [
        name
        for step in plan.steps
        for name in (*fields(plan.declared[step.name]), *passed(job, plan, step))
    ]
    return tuple(_reader(job, name) for name in dict.fromkeys(names))


def _reader(job: Job, name: str) -> Reader:
    if name == MODEL and job.sdk == "v1":
        return Reader(name, "registered_model")
    if name not in job.parameters:
        return Reader(name, "str" if name == RUN_ID else "Path")
    parameter = job.parameters[name]
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
