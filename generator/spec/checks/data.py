"""Data and the step that reads and writes them."""

import sys
from collections.abc import Iterator

from generator.contract.model import Type
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.spec.checks.context import Context, advice
from generator.spec.checks.names import OF_THE_PIPELINE
from generator.spec.checks.parameters import reserved
from generator.spec.language.data import InputSpec, IntermediateSpec, OutputSpec
from generator.spec.language.keys import Sdk
from generator.spec.language.project import DatastoreType
from generator.spec.language.steps import CommandStepSpec, ParallelStepSpec, StepSpec
from generator.spec.paths import holes

# Names that the generated modules give to something else.
STEP_NAMES = OF_THE_PIPELINE | frozenset(
    {"callable", "environment", "here", "output", "parse", "path", "sequence", "step", "type_var"}
)
SCRIPTS = frozenset(
    {"contract.py", "deploy.py", "pipeline.py", "prepare.py", "publish.py", "publish_pipeline.py"}
)


def check(context: Context) -> Iterator[Finding]:
    """Check what a spec declares under `data` and `steps`."""
    for name, data in context.spec.data.items():
        yield from reserved(name, ("data", name))
        yield from _clash(context, name)
        if not isinstance(data, IntermediateSpec):
            yield from _datastore(context, data, ("data", name))
            yield from _path(context, data, ("data", name, "path"))
    for name, step in context.spec.steps.items():
        yield from _step(context, name, step)
    yield from _unused(context)


def _clash(context: Context, name: str) -> Iterator[Finding]:
    if name in context.spec.parameters:
        message = f"{name!r} is a parameter too: both would be inputs of one AML pipeline"
        related = (("the parameter", ("parameters", name)),)
        yield Finding(
            Code.NAME_CLASH, ("data", name), message, "rename one", "key", related=related
        )


def _datastore(context: Context, data: InputSpec | OutputSpec, path: Path) -> Iterator[Finding]:
    known = context.shared("datastores")
    if data.datastore not in known:
        message = f"the project has no datastore {data.datastore!r}"
        yield Finding(
            Code.UNKNOWN_DATASTORE,
            (*path, "datastore"),
            message,
            advice(data.datastore, known, "datastores"),
        )
        return
    datastore = context.project.datastores.get(data.datastore)
    if datastore and datastore.type is not DatastoreType.BLOB:
        yield from _kind(context.sdk, data, (*path, "datastore"))


def _kind(sdk: Sdk | None, data: InputSpec | OutputSpec, path: Path) -> Iterator[Finding]:
    """Neither a DataPath of v1 nor an output of a batch endpoint can be on Data Lake Gen2.

    Sources: MachineLearningNotebooks issue 1784; how-to-use-batch-azure-data-factory.
    """
    if sdk is Sdk.V1:
        message = f"SDK v1 takes no data path on {data.datastore!r}, which is of type adls_gen2"
    elif sdk is Sdk.V2 and data.role == "output":
        message = f"a batch endpoint cannot write to {data.datastore!r}, which is of type adls_gen2"
    else:
        return
    yield Finding(Code.DATASTORE_KIND, path, message, "use a blob datastore of the same account")


def _path(context: Context, data: InputSpec | OutputSpec, path: Path) -> Iterator[Finding]:
    known = context.declared("parameters")
    for name, start, end in holes(data.path):
        if name not in known:
            message = f"{name!r} is not a declared parameter"
            hint = advice(name, known, "declared")
            yield Finding(Code.UNKNOWN_IN_PATH, path, message, hint, span=(start, end))
        elif (parameter := context.spec.parameters.get(name)) and (
            parameter.encoded or parameter.type not in (Type.STRING, Type.INTEGER)
        ):
            kind = "encoded" if parameter.encoded else f"of type {parameter.type}"
            message = f"{name!r} is {kind}, so it has no one spelling in a path"
            hint = "a path can hold integers, and strings that are not encoded"
            related: tuple[tuple[str, Path], ...] = (("declared", ("parameters", name)),)
            yield Finding(Code.TYPE_IN_PATH, path, message, hint, "value", (start, end), related)


def _step(context: Context, name: str, step: StepSpec) -> Iterator[Finding]:
    path: Path = ("steps", name)
    yield from reserved(name, path)
    if name in STEP_NAMES:
        message = f"the generated code has something called {name!r} already"
        yield Finding(Code.RESERVED_NAME, path, message, "choose another name", "key")
    related: tuple[tuple[str, Path], ...]
    for section in ("parameters", "data"):
        if name in getattr(context.spec, section):
            message = f"{name!r} is a step and stands under `{section}` too"
            related = (("there", (section, name)),)
            yield Finding(Code.NAME_CLASH, path, message, "rename one", "key", related=related)
    if name == context.spec.name:
        message = f"{name!r} is the job's name too"
        related = (("the job", ("name",)),)
        yield Finding(Code.NAME_CLASH, path, message, "rename the step", "key", related=related)
    module = step.script.removesuffix(".py")
    if (
        step.script in SCRIPTS
        or module == f"test_{context.spec.name}"
        or module in sys.stdlib_module_names
    ):
        taken = "a module of Python's own" if module in sys.stdlib_module_names else "generated"
        message = f"{step.script!r} cannot be the entry script: {module} is {taken}"
        yield Finding(Code.RESERVED_NAME, (*path, "script"), message, "choose another name")
    if isinstance(step, ParallelStepSpec):
        yield from _reads(context, step.input, "input", (*path, "input"))
        yield from _reads(context, step.output, "output", (*path, "output"))
    seen: set[str] = set()
    for i, argument in context.broken.numbered(step.arguments, *path, "arguments"):
        yield from _argument(context, argument, (*path, "arguments", i), seen)
        seen.add(argument)


def _reads(context: Context, name: str, role: str, path: Path) -> Iterator[Finding]:
    known = context.declared("data")
    if name not in known:
        message = f"{name!r} is not declared under `data`"
        yield Finding(Code.UNKNOWN_DATA, path, message, advice(name, known, "declared"))
    elif (data := context.spec.data.get(name)) and data.role not in (role, "intermediate"):
        message = f"expected an {role} of the job, and {name!r} is an {data.role}"
        others = [name for name, data in context.spec.data.items() if data.role == role]
        hint = f"{role}s: {', '.join(others)}" if others else f"declare one with `role: {role}`"
        related = (("declared", ("data", name, "role")),)
        yield Finding(Code.WRONG_ROLE, path, message, hint, related=related)


def _argument(context: Context, name: str, path: Path, before: set[str]) -> Iterator[Finding]:
    known = context.declared("parameters")
    if name in before:
        yield Finding(Code.NAME_CLASH, path, f"the argument {name!r} is given twice", "keep one")
    if name in known:
        return
    message, hint = f"{name!r} is not a declared parameter", advice(name, known, "declared")
    related: tuple[tuple[str, Path], ...] = ()
    if data := context.spec.data.get(name):
        hint = f"{name!r} is an {data.role}, and these reach a script by themselves: drop it"
        related = (("declared", ("data", name)),)
    yield Finding(Code.UNKNOWN_ARGUMENT, path, message, hint, related=related)


def _unused(context: Context) -> Iterator[Finding]:
    if context.broken.touches("steps"):
        return
    steps, known = context.spec.steps.values(), context.declared("data")
    used = known.meant(name for step in steps for name in _touched(step))
    if "" in used:  # what that was meant to be is anybody's guess
        return
    for name in context.spec.data.keys() - used:
        message = f"no step reads or writes {name!r}"
        yield Finding(Code.UNUSED, ("data", name), message, "give it to a step, or drop it", "key")


def _touched(step: StepSpec) -> tuple[str, ...]:
    if isinstance(step, CommandStepSpec):
        return (*step.inputs, *step.outputs)
    return (step.input, *step.side_inputs, step.output)
