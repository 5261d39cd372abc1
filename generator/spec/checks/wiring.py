"""How data go from step to step: each is written once, read later, and used at all."""

from collections.abc import Iterator, Mapping

from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.spec.checks.context import Context, advice
from generator.spec.language.data import DataKind, DataSpec, InputSpec, IntermediateSpec
from generator.spec.language.steps import CommandStepSpec, StepSpec

Use = tuple[str, Path]
"""Data by name, and the way to where a step names them."""


def reads(name: str, step: StepSpec) -> Iterator[Use]:
    """What a step reads."""
    if isinstance(step, CommandStepSpec):
        yield from _listed(step.inputs, ("steps", name, "inputs"))
    else:
        yield step.input, ("steps", name, "input")
        yield from _listed(step.side_inputs, ("steps", name, "side_inputs"))


def writes(name: str, step: StepSpec) -> Iterator[Use]:
    """What a step writes."""
    if isinstance(step, CommandStepSpec):
        yield from _listed(step.outputs, ("steps", name, "outputs"))
    else:
        yield step.output, ("steps", name, "output")


def _listed(names: tuple[str, ...], path: Path) -> Iterator[Use]:
    return ((name, (*path, i)) for i, name in enumerate(names))


def check(context: Context) -> Iterator[Finding]:
    """Check the ways of all data through the steps."""
    for name, step in context.spec.steps.items():
        for data, path in (*reads(name, step), *writes(name, step)):
            yield from _declared(context, data, path)
        yield from _twice(name, step)
        for data, path in reads(name, step):
            yield from _readable(context, data, path)
        for data, path in writes(name, step):
            yield from _writable(context, data, path)
    if not context.broken.touches("steps"):
        yield from _order(context)
        yield from _unused(context)


def _declared(context: Context, name: str, path: Path) -> Iterator[Finding]:
    known = context.declared("data")
    if name not in known:
        message = f"{name!r} is not declared under `data`"
        yield Finding(Code.UNKNOWN_DATA, path, message, advice(name, known, "declared"))


def _twice(name: str, step: StepSpec) -> Iterator[Finding]:
    seen: dict[str, Path] = {}
    for data, path in (*reads(name, step), *writes(name, step)):
        if data in seen:
            related = (("the first time", seen[data]),)
            message = f"{data!r} is given to the step twice"
            yield Finding(Code.NAME_CLASH, path, message, "keep one", related=related)
        seen.setdefault(data, path)


def _readable(context: Context, name: str, path: Path) -> Iterator[Finding]:
    data = context.spec.data.get(name)
    related = (("declared", ("data", name, "role")),)
    if data is not None and data.role == "output":
        message = f"expected an input or an intermediate, and {name!r} is an output of the job"
        hint = "let the step that writes it write an intermediate too, and read that"
        yield Finding(Code.WRONG_ROLE, path, message, hint, related=related)
    if isinstance(data, InputSpec) and data.kind is DataKind.TABLE and path[2:] != ("input",):
        message = f"{name!r} is a table, and only the `input` of a parallel step can be one"
        related = (("declared", ("data", name, "kind")),)
        hint = "read its file: `kind: file`, or `kind: folder`"
        yield Finding(Code.DATA_KIND, path, message, hint, related=related)


def _writable(context: Context, name: str, path: Path) -> Iterator[Finding]:
    data = context.spec.data.get(name)
    if isinstance(data, InputSpec):
        message = f"expected an output or an intermediate, and {name!r} is an input of the job"
        others = [n for n, d in context.spec.data.items() if d.role != "input"]
        hint = f"these can be written: {', '.join(others)}" if others else ""
        hint = hint or "declare one with `role: output`"
        related = (("declared", ("data", name, "role")),)
        yield Finding(Code.WRONG_ROLE, path, message, hint, related=related)


def _order(context: Context) -> Iterator[Finding]:
    """Each is written by one step, and read by later ones only."""
    written: dict[str, Path] = {}
    all_written = _all_written(context)
    for name, step in context.spec.steps.items():
        for data, path in reads(name, step):
            passed_on = isinstance(context.spec.data.get(data), IntermediateSpec)
            if passed_on and data not in written and data in all_written:
                related = (("written here", all_written[data]),)
                message = f"{data!r} is read before a step has written it"
                hint = "the steps run in their order: move the writer before this step"
                yield Finding(Code.READ_TOO_EARLY, path, message, hint, related=related)
        for data, path in writes(name, step):
            if data in written:
                related = (("the first", written[data]),)
                message = f"{data!r} is written by two steps"
                hint = "give each step data of its own"
                yield Finding(Code.CLAIMED_TWICE, path, message, hint, related=related)
            written.setdefault(data, path)


def _all_written(context: Context) -> Mapping[str, Path]:
    found: dict[str, Path] = {}
    for name, step in context.spec.steps.items():
        for data, path in writes(name, step):
            found.setdefault(data, path)
    return found


def _unused(context: Context) -> Iterator[Finding]:
    """Inputs nobody reads, and what nobody writes; what is passed on is both."""
    known, steps = context.declared("data"), context.spec.steps.items()
    read = known.meant(data for name, step in steps for data, _ in reads(name, step))
    written = known.meant(data for name, step in steps for data, _ in writes(name, step))
    if "" in read | written:  # what that was meant to be is anybody's guess
        return
    for name, data in context.spec.data.items():
        if told := _left_over(name, data, read, written):
            hint = "give it to a step, or drop it"
            yield Finding(Code.UNUSED, ("data", name), told, hint, "key")


def _left_over(name: str, data: DataSpec, read: set[str], written: set[str]) -> str:
    """What no step does with data; what a step wrongly does with them is told elsewhere."""
    if data.role == "input":
        return "" if name in read | written else f"no step reads {name!r}"
    if data.role == "output":
        return "" if name in read | written else f"no step writes {name!r}"
    if name not in written:
        return f"no step writes {name!r}"
    return "" if name in read else f"no step reads {name!r}"
