"""What tumbling windows wait for: other windows on the same service, and earlier ones of their own.

Source: page tumbling-window-trigger-dependency.
"""

from collections.abc import Collection, Iterator, Mapping

from generator.contract.names import trigger_name
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.expression.scope import SERVICE_NAMES
from generator.spec.checks.all_triggers import AllTriggers, FactoryTrigger
from generator.spec.checks.broken import Names
from generator.spec.checks.context import Context, advice
from generator.spec.language.triggers import DependencySpec, TriggerSpec, TumblingWindowSpec
from generator.spec.lower.triggers import SELF, waited_for

MOST_DEPENDENCIES = 5
WINDOW = "tumbling_window"


def check(
    context: Context, name: str, trigger: TumblingWindowSpec, path: Path
) -> Iterator[Finding]:
    """Check what a tumbling window waits for."""
    if len(trigger.depends_on) > MOST_DEPENDENCIES:
        message = f"{len(trigger.depends_on)} dependencies; {MOST_DEPENDENCIES} are allowed"
        hint = "drop some, or let one of these wait for the others"
        yield Finding(Code.LIMIT, path, message, hint, at="key")
    seen: list[DependencySpec] = []
    for i, each in context.broken.numbered(trigger.depends_on, *path):
        where = (*path, i)
        if each in seen:
            yield Finding(Code.NAME_CLASH, where, "this dependency stands twice", "keep one")
        elif each.trigger in (SELF, name):
            yield from _on_itself(context, each, where)
        else:
            yield from _on_another(context, name, each.trigger, (*where, "trigger"))
        seen.append(each)


def _on_itself(context: Context, dependency: DependencySpec, path: Path) -> Iterator[Finding]:
    if dependency.trigger != SELF:
        message = f"{dependency.trigger!r} is this trigger itself"
        yield Finding(Code.CIRCLE, (*path, "trigger"), message, f"write `trigger: {SELF}`")
    if context.broken.touches(*path, "offset"):
        return
    if dependency.offset is None:
        message = "without an offset, each window would wait for itself"
        hint = "add a negative one, such as `offset: -1d`"
        yield Finding(Code.MISSING_KEY, (*path, "trigger"), message, hint)
    elif dependency.offset.seconds >= 0:
        message = "only earlier windows of the same trigger can be waited for"
        hint = "write a negative offset, such as -1d"
        yield Finding(Code.OUT_OF_RANGE, (*path, "offset"), message, hint)


def _on_another(context: Context, name: str, wanted: str, path: Path) -> Iterator[Finding]:
    triggers, own = context.triggers, context.spec.factory.triggers
    full = waited_for(triggers.job, wanted, own)
    other = triggers.found.get(full)
    if other is None:
        yield from _unknown(context, wanted, path)
    elif other.job == triggers.job and wanted not in own:
        message = f"{wanted!r} is a trigger of this job"
        yield Finding(Code.UNKNOWN_TRIGGER, path, message, f"write {other.name!r}")
    elif other.kind != WINDOW:
        message = f"{wanted!r} is of type {other.kind}, and only tumbling windows can be waited for"
        declared: Path = ("factory", "triggers", wanted)
        related = (("declared", declared),) if wanted in own else ()
        hint = "name a tumbling window, or drop this"
        yield Finding(Code.WRONG_TYPE, path, message, hint, related=related)
    elif context.service and other.service and other.service is not context.service:
        here, there = (SERVICE_NAMES[each.value] for each in (context.service, other.service))
        message = f"{wanted!r} is a trigger of {there}, and this one of {here}"
        hint = "both jobs need the same `service`"
        yield Finding(Code.NOT_IN_THIS_SERVICE, path, message, hint)
    else:
        yield from _circle(triggers, name, full, path)


def _unknown(context: Context, wanted: str, path: Path) -> Iterator[Finding]:
    own = context.broken.names(context.spec.factory.triggers, "factory", "triggers")
    existing = context.project_broken.names(
        context.project.existing.triggers, "existing", "triggers"
    )
    lost = context.project_broken.touches("existing", "triggers")
    if wanted in own or wanted in context.triggers.names or wanted in existing or lost:
        return  # nothing that was read, but something may have been meant to be it
    known = [*_windows(context), *existing, SELF]
    hint = advice(wanted, known, "tumbling windows")
    hint += "" if hint.startswith("did") else "; others stand under `existing` of the project file"
    message = f"there is no tumbling window {wanted!r}"
    yield Finding(Code.UNKNOWN_TRIGGER, path, message, hint)


def _windows(context: Context) -> Iterator[str]:
    """The tumbling windows that a job can wait for, as it calls them."""
    for name, each in context.triggers.found.items():
        if each.kind == WINDOW and each.service is context.service:
            yield each.name if each.job == context.triggers.job else name


def _circle(triggers: AllTriggers, name: str, other: str, path: Path) -> Iterator[Finding]:
    own = trigger_name(triggers.job, name)
    if way := triggers.way(other, own):
        message = f"windows that wait for each other are never run: {' -> '.join((own, *way))}"
        yield Finding(Code.CIRCLE, path, message, "drop one of the dependencies")


# all jobs -----------------------------------------------------------------------------------------


def all_triggers(
    contexts: Mapping[str, Context], unread: Collection[str]
) -> Mapping[str, AllTriggers]:
    """The triggers of all jobs as each job sees them; `unread` are the specs that are no YAML."""
    found: dict[str, FactoryTrigger] = {}
    names = Names(frozenset(), all_lost=bool(unread))
    for job, context in contexts.items():
        triggers = context.spec.factory.triggers
        declared = context.broken.names(triggers, "factory", "triggers")
        known, lost = (
            frozenset(trigger_name(job, each) for each in some)
            for some in (declared.known, declared.lost)
        )
        names |= Names(known, lost, declared.all_lost)
        for name, trigger in triggers.items():
            waits = frozenset(_waits_for(job, trigger, triggers))
            made = FactoryTrigger(job, name, trigger.type, context.service, waits)
            found[trigger_name(job, name)] = made
    return {job: AllTriggers(job, found, names) for job in contexts}


def _waits_for(job: str, trigger: TriggerSpec, own: Collection[str]) -> Iterator[str]:
    if isinstance(trigger, TumblingWindowSpec):
        for each in trigger.depends_on:
            if each.trigger != SELF:
                yield waited_for(job, each.trigger, own)
