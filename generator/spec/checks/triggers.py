"""Triggers: their times, and whether what they set is what the job takes."""

from collections.abc import Iterator

from generator import expression
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.spec.checks import events, schedules, windows
from generator.spec.checks.context import Context, advice
from generator.spec.checks.parameters import faults
from generator.spec.forms import Raw
from generator.spec.language.triggers import ScheduleSpec, TriggerSpec, TumblingWindowSpec
from generator.spec.lower.triggers import SELF


def check(context: Context) -> Iterator[Finding]:
    """Check what a spec declares under `factory.triggers`."""
    for name, trigger in context.spec.factory.triggers.items():
        path: Path = ("factory", "triggers", name)
        if name == SELF:
            message = f"{SELF!r} is what a window calls itself under `depends_on`"
            yield Finding(Code.RESERVED_NAME, path, message, "choose another name", "key")
        match trigger:
            case ScheduleSpec():
                yield from schedules.check(context, trigger, path)
            case TumblingWindowSpec():
                yield from windows.check(context, name, trigger, path)
            case _:
                yield from events.check(context, trigger, path)
        yield from _sets(context, trigger, path)


def _sets(context: Context, trigger: TriggerSpec, path: Path) -> Iterator[Finding]:
    known = context.declared("parameters")
    for name, raw in trigger.parameters.items():
        where: Path = (*path, "parameters", name)
        if name not in known:
            message = f"{name!r} is not a declared parameter"
            hint = advice(name, known, "declared")
            yield Finding(Code.TRIGGER_SETS_UNKNOWN, where, message, hint, "key")
        elif not expression.is_expression(raw.text):
            yield from _literal(context, name, raw, where)
    broken, where = context.broken, (*path, "parameters")
    given = known.meant(broken.names(trigger.parameters, *where))
    for name, parameter in context.spec.parameters.items():
        lost = broken.hides("parameters", name, "default") or broken.hides(*where)
        if parameter.default is None and name not in given and not lost:
            message = f"the trigger does not set {name!r}, which has no default"
            hint = f"add it under `parameters`, or give {name!r} a default"
            related = (("declared", ("parameters", name)),)
            yield Finding(Code.TRIGGER_LEAVES_UNSET, path, message, hint, "key", None, related)


def _literal(context: Context, name: str, raw: Raw, path: Path) -> Iterator[Finding]:
    parameter = context.spec.parameters.get(name)
    if parameter and not context.broken.touches("parameters", name):
        plain = Raw(expression.unescape(raw.text), raw.plain)
        for code, message, hint in faults(plain, parameter, Code.BAD_TRIGGER_VALUE):
            yield Finding(code, path, message, hint)
