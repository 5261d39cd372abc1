"""What is wrong with the pipelines that a run can reach: told before anything runs, all at once."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from generator.diagnostics import Code, Diagnostic, nearest, sort
from generator.factory.read import Document
from generator.factory.read.documents import Node
from generator.factory.read.values import constant_text
from generator.factory.types import activity_types
from generator.local.factory.activities import CONTROL
from generator.local.factory.activities.variables import RETURN_VALUE
from generator.local.factory.activity import CONDITIONS, Activity, read_activities
from generator.local.factory.check_expressions import Names, check_expressions
from generator.local.factory.documents import Documents
from generator.local.factory.faults import Refused
from generator.local.factory.fixtures import Fixtures
from generator.local.factory.order import circles, earlier
from generator.local.factory.parameters import declared

_NEEDED: Mapping[str, tuple[str, ...]] = {
    "AppendVariable": ("variableName", "value"),
    "ExecutePipeline": ("pipeline",),
    "Fail": ("message", "errorCode"),
    "Filter": ("items", "condition"),
    "ForEach": ("items",),
    "IfCondition": ("expression",),
    "SetVariable": ("variableName", "value"),
    "Switch": ("on",),
    "Until": ("expression",),
    "Wait": ("waitTimeInSeconds",),
    "WebActivity": ("method", "url"),
}
"""Type properties without which an activity cannot run."""
_TYPES = activity_types("data_factory") | activity_types("synapse")


class _Found(Struct):
    """What a check has found, and the pipelines it has been in, by name in lower case."""

    documents: Documents
    fixtures: Fixtures
    diagnostics: list[Diagnostic] = field(default_factory=list)
    pipelines: dict[str, tuple[Document, list[Activity]]] = field(default_factory=dict)

    def tell(self, code: Code, message: str, node: Node, hint: str = "") -> None:
        place = self.documents.place(node)
        self.diagnostics.append(Diagnostic(code, message, place, hint))


def check(documents: Documents, pipeline: Document, fixtures: Fixtures) -> None:
    """Check a pipeline and those that it calls, and that fixtures belong to activities.

    Raises:
        Refused: with everything that was found.
    """
    found = _Found(documents, fixtures)
    _pipeline(pipeline, (), found)
    _fixtures(found)
    if found.diagnostics:
        raise Refused(sort(found.diagnostics))


def _pipeline(document: Document, callers: tuple[str, ...], found: _Found) -> None:
    name = document.name.casefold()
    if name in found.pipelines:
        return
    root = document.root.member("properties", "activities")
    if root is None or not root.is_list:
        message = f"pipeline {document.name} has no list of activities"
        found.tell(Code.UNREADABLE_SIDE, message, root or document.root)
        return
    everything: list[Activity] = []
    found.pipelines[name] = document, everything
    names = Names(
        parameters=_declared(document, "parameters"),
        variables=_declared(document, "variables"),
        activities=frozenset(each.name for each in _walk(read_activities(root))),
        service=found.documents.service,
    )
    _list(read_activities(root), (), names, found)
    everything += _walk(read_activities(root))
    _unique(everything, found)
    for each in _running(read_activities(root)):
        if each.type == "ExecutePipeline":
            _call(each, document.name, (*callers, name), found)


def _declared(document: Document, section: str) -> frozenset[str]:
    return frozenset(each.name for each in declared(document, section))


def _walk(activities: Sequence[Activity]) -> Iterator[Activity]:
    for each in activities:
        yield each
        for inner in each.inner():
            yield from _walk(inner)


def _running(activities: Sequence[Activity]) -> Iterator[Activity]:
    """All but those that are inactive, with what is in them."""
    for each in activities:
        if each.active:
            yield each
            for inner in each.inner():
                yield from _running(inner)


def _unique(activities: Sequence[Activity], found: _Found) -> None:
    seen: set[str] = set()
    for each in activities:
        if each.key in seen:
            message = f"an activity '{each.name}' is in this pipeline already"
            found.tell(Code.NAME_CLASH, message, each.node.member("name") or each.node)
        seen.add(each.key)


def _list(
    activities: Sequence[Activity],
    before: tuple[str, ...],
    names: Names,
    found: _Found,
) -> None:
    """Check activities beside each other; `before` are those that ended before all of them."""
    waits = {each.key: {one.activity.casefold() for one in each.depends_on} for each in activities}
    within = {each.key: [one.name for one in _walk([each])] for each in activities}
    for each in activities:
        _waits(each, activities, found)
        done = earlier(each.key, waits) - {each.key}
        ran = (*before, *(name for key in done for name in within.get(key, ())))
        _activity(each, ran, names, found)
        for inner in each.inner() if each.active else ():
            _list(inner, ran, names.inside(each), found)
    for each in circles(activities):
        message = f"'{each.name}' waits for itself, by what it depends on"
        found.tell(Code.CIRCLE, message, each.node.member("dependsOn") or each.node)


def _waits(activity: Activity, beside: Sequence[Activity], found: _Found) -> None:
    names = [each.name for each in beside if each is not activity]
    for each in activity.depends_on:
        if each.activity.casefold() not in {one.key for one in beside}:
            message = f"'{activity.name}' depends on '{each.activity}', and that is not beside it"
            near = nearest(each.activity, names)
            hint = f"did you mean '{near}'?" if near else f"there are: {', '.join(names) or 'none'}"
            found.tell(Code.UNKNOWN_ACTIVITY, message, each.node, hint)
        for word in sorted(each.conditions - {one.casefold() for one in CONDITIONS}):
            message = f"no dependency condition: '{word}'"
            found.tell(Code.NOT_A_CHOICE, message, each.node, f"known: {', '.join(CONDITIONS)}")


def _activity(activity: Activity, ran: tuple[str, ...], names: Names, found: _Found) -> None:
    if not activity.name:
        found.tell(Code.UNREADABLE_SIDE, "an activity without a name", activity.node)
    if not activity.active:
        return
    if activity.type not in _TYPES and activity.type not in CONTROL:
        near = nearest(activity.type, _TYPES)
        message = f"'{activity.name}' is of no known type: '{activity.type}'"
        hint = f"did you mean '{near}'?" if near else ""
        found.tell(Code.ACTIVITY_TYPE, message, activity.node.member("type") or activity.node, hint)
    for name in _NEEDED.get(activity.type, ()):
        if activity.property(name) is None:
            message = f"'{activity.name}' has no {name}"
            found.tell(Code.ACTIVITY_PROPERTY, message, activity.node)
    if activity.type in ("SetVariable", "AppendVariable"):
        _variable(activity, names, found)
    own = [each.name for inner in activity.inner() for each in _walk(inner)]
    reads = frozenset({*ran, *own})
    found.diagnostics += check_expressions(found.documents, activity, names, reads)


def _variable(activity: Activity, names: Names, found: _Found) -> None:
    node = activity.property("variableName")
    system = activity.property("setSystemVariable")
    if node is None or (system is not None and system.content not in (False, "false")):
        return
    name = node.text or ""
    if name.casefold() not in {each.casefold() for each in names.variables}:
        near = nearest(name, [*names.variables, RETURN_VALUE])
        known = ", ".join(sorted(names.variables)) or "none"
        hint = f"did you mean '{near}'?" if near else f"declared: {known}"
        found.tell(Code.UNKNOWN_VARIABLE, f"there is no variable '{name}'", node, hint)


def _call(activity: Activity, caller: str, callers: tuple[str, ...], found: _Found) -> None:
    node = activity.property("pipeline")
    reference = node.member("referenceName") if node else None
    name = constant_text(reference)
    if node is None or reference is None or name is None:
        found.tell(
            Code.ACTIVITY_PROPERTY, f"'{activity.name}' names no pipeline", node or activity.node
        )
        return
    if found.fixtures.find(caller, activity.name) is not None:
        return
    if name.casefold() in callers:
        message = f"pipeline {name} calls itself, by way of what it calls"
        found.tell(Code.CIRCLE, message, reference, "Data Factory refuses that")
        return
    try:
        document = found.documents.get("pipeline", name, reference)
    except Refused as refused:
        more = f"; if it is elsewhere, a fixture {caller}/{activity.name}.json can answer for it"
        found.diagnostics += (replace(each, hint=each.hint + more) for each in refused.diagnostics)
        return
    _passed(activity, document, found)
    _pipeline(document, callers, found)


def _passed(activity: Activity, called: Document, found: _Found) -> None:
    """What a call passes is declared, and what has no default is passed."""
    node = activity.property("parameters")
    passed = {name.casefold(): name for name, _ in node.members()} if node else {}
    known = declared(called, "parameters")
    names = {each.name.casefold(): each.name for each in known}
    for key, name in passed.items():
        if key not in names and node is not None:
            near = nearest(name, names.values())
            listed = ", ".join(names.values()) or "none"
            hint = f"did you mean '{near}'?" if near else f"declared: {listed}"
            message = f"pipeline {called.name} has no parameter '{name}'"
            found.tell(Code.PASSES_UNKNOWN, message, node.member(name) or node, hint)
    for each in known:
        if each.default is None and each.name.casefold() not in passed:
            message = f"pipeline {called.name} needs parameter '{each.name}', which has no default"
            found.tell(Code.LEAVES_UNSET, message, node or activity.node)


def _fixtures(found: _Found) -> None:
    """A fixture is for an activity that needs something from outside; other pipelines' may wait."""
    for each in found.fixtures.given:
        there = found.pipelines.get(each.pipeline.casefold())
        if there is None:
            if each.pipeline.casefold() not in map(str.casefold, found.documents.names("pipeline")):
                near = nearest(each.pipeline, found.documents.names("pipeline"))
                hint = f"did you mean '{near}'?" if near else ""
                message = f"a fixture for pipeline '{each.pipeline}', which does not exist"
                found.tell(Code.UNKNOWN_PIPELINE, message, each.root, hint)
            continue
        by_key = {one.key: one for one in there[1]}
        activity = by_key.get(each.activity.casefold())
        if activity is None:
            near = nearest(each.activity, [one.name for one in there[1]])
            hint = f"did you mean '{near}'?" if near else ""
            message = (
                f"a fixture for '{each.activity}', which pipeline {each.pipeline} does not have"
            )
            found.tell(Code.UNKNOWN_ACTIVITY, message, each.root, hint)
        elif activity.type in CONTROL:
            message = f"'{activity.name}' is a {activity.type}, which is run here without a fixture"
            found.tell(Code.NOT_TOGETHER, message, each.root, "drop the file")
