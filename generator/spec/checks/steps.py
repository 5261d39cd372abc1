"""Each step for itself: its name, its script, what it is given and how it runs."""

from collections.abc import Iterator
from itertools import combinations

from generator.contract.ports import class_name
from generator.contract.settings import PARALLEL_SETTINGS
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.spec.checks.context import Context, advice
from generator.spec.checks.taken import check_name, check_script
from generator.spec.language.data import DataKind, InputSpec
from generator.spec.language.steps import CommandStepSpec, ParallelStepSpec, StepSpec


def check(context: Context) -> Iterator[Finding]:
    """Check what a spec declares under `steps`."""
    for name, step in context.spec.steps.items():
        path: Path = ("steps", name)
        yield from _name(context, name, path)
        yield from check_script(context, step.script, (*path, "script"))
        yield from _arguments(context, step, path)
        if isinstance(step, ParallelStepSpec):
            yield from _settings(context, step, path)
            yield from _batches(context, step, path)
        yield from _compute(context, step, path)
    yield from _pairs(context)
    yield from _model(context)


def _name(context: Context, name: str, path: Path) -> Iterator[Finding]:
    yield from check_name(context, "steps", name)
    for section in ("parameters", "data"):
        if name in getattr(context.spec, section):
            message = f"{name!r} is a step and stands under `{section}` too"
            related: tuple[tuple[str, Path], ...] = (("there", (section, name)),)
            yield Finding(Code.NAME_CLASH, path, message, "rename one", "key", related=related)


def _pairs(context: Context) -> Iterator[Finding]:
    """What two steps cannot share: the script, which is one file; and the class of arguments."""
    for (first, one), (second, other) in combinations(context.spec.steps.items(), 2):
        if one.script == other.script:
            message = f"{other.script!r} is the script of the step {first!r} too"
            related: tuple[tuple[str, Path], ...] = (("there", ("steps", first)),)
            hint = "name another with `script: ...`; what both need can be a module of its own"
            path: Path = ("steps", second, "script")
            yield Finding(Code.CLAIMED_TWICE, path, message, hint, related=related)
        if class_name(first) == class_name(second):
            message = f"{first!r} and {second!r} would both have the class {class_name(first)}"
            related = (("the other", ("steps", first)),)
            path = ("steps", second)
            yield Finding(Code.NAME_CLASH, path, message, "rename one", "key", related=related)


def _arguments(context: Context, step: StepSpec, path: Path) -> Iterator[Finding]:
    seen: set[str] = set()
    for i, argument in context.broken.numbered(step.arguments, *path, "arguments"):
        yield from _argument(context, argument, (*path, "arguments", i), seen)
        seen.add(argument)


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


def _settings(context: Context, step: ParallelStepSpec, path: Path) -> Iterator[Finding]:
    """Settings that the SDK does not have; those that are False are as good as not given."""
    for key, row in PARALLEL_SETTINGS.items():
        value = getattr(step, key)
        if context.sdk is None or value is None or value is False:
            continue
        if getattr(row, context.sdk.value) is None:
            message = f"{key!r} is no setting of SDK {context.sdk.value}"
            yield Finding(Code.NOT_IN_THIS_SDK, (*path, key), message, "drop the key", "key")


def _batches(context: Context, step: ParallelStepSpec, path: Path) -> Iterator[Finding]:
    """How the input is cut: files by their number; rows by their size, or by columns."""
    keys, size = step.partition_keys, step.mini_batch_size
    for i, key in context.broken.numbered(keys, *path, "partition_keys"):
        if key in keys[:i]:
            where: Path = (*path, "partition_keys", i)
            yield Finding(Code.NAME_CLASH, where, f"the column {key!r} stands twice", "keep one")
    if keys and size is not None:
        message = "a table is cut by `mini_batch_size` or by `partition_keys`, not by both"
        related = (("the other", (*path, "partition_keys")),)
        where = (*path, "mini_batch_size")
        yield Finding(Code.NOT_TOGETHER, where, message, "drop one", "key", related=related)
    data = context.spec.data.get(step.input)
    if data is None:
        return
    table = isinstance(data, InputSpec) and data.kind is DataKind.TABLE
    declared: tuple[tuple[str, Path], ...] = (("declared", ("data", step.input)),)
    if keys and not table:
        message = f"only a table has columns, and {step.input!r} is none"
        hint = "declare it with `kind: table`, or drop the key"
        where = (*path, "partition_keys")
        yield Finding(Code.DATA_KIND, where, message, hint, "key", related=declared)
    if size is not None and table and size.isdigit():
        message = f"a table is cut by size, and {size} is a number of files"
        where = (*path, "mini_batch_size")
        yield Finding(Code.DATA_KIND, where, message, "write a size such as 1MB", related=declared)
    if size is not None and not table and not size.isdigit():
        message = f"files are counted, and {size} is a size"
        hint = "write a number of files such as 10"
        where = (*path, "mini_batch_size")
        yield Finding(Code.DATA_KIND, where, message, hint, related=declared)


def _compute(context: Context, step: StepSpec, path: Path) -> Iterator[Finding]:
    """A step runs on its own cluster, the job's, or the project's default."""
    broken, project = context.broken, context.project_broken
    unread = broken.hides("compute") or project.hides("defaults", "compute")
    unread = unread or broken.hides(*path, "compute")
    if not (step.compute or context.spec.compute or context.project.defaults.compute or unread):
        hint = (
            "add `compute: ...` here, for all steps of the job at its top, or for all jobs under "
            "`defaults` in the project file"
        )
        message = f"no compute cluster is named for the step {path[-1]!r}"
        yield Finding(Code.MISSING_KEY, path, message, hint, "key")


def _model(context: Context) -> Iterator[Finding]:
    spec, broken = context.spec, context.broken
    if broken.hides("model") or broken.touches("steps"):
        return
    given = [name for name, step in spec.steps.items() if step.model]
    if spec.model is not None and not given:
        hint = "write `model: true` in the step that needs it, or drop it"
        yield Finding(Code.UNUSED, ("model",), "no step is given the model", hint, "key")
    for name in given:
        # That of a parallel step may be its default.
        if spec.model is None and isinstance(spec.steps[name], CommandStepSpec):
            path = ("steps", name, "model")
            message = "the step is given the job's model, and the job has none"
            hint = "add `model: {name: ..., version: ...}` to the job, or drop the key"
            yield Finding(Code.MISSING_KEY, path, message, hint, "key")
