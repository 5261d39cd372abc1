"""Everything that is wrong with a factory string at the place where it stands."""

from collections.abc import Callable, Iterator, Sequence

from generator.diagnostics import Code, nearest
from generator.expression.functions import (
    FUNCTIONS,
    LOGIC_APPS_ONLY,
    SYSTEM_FUNCTIONS,
    Arity,
    arity,
)
from generator.expression.parser import parse
from generator.expression.problem import Problem, SyntaxFault
from generator.expression.references import Reference, named, own_parameter, parameter
from generator.expression.scope import (
    OUTSIDE_PIPELINES,
    PIPELINE_PROPERTIES,
    RESOURCE_NAMES,
    SERVICE_NAMES,
    ResourceKind,
    Scope,
    TriggerKind,
    offers,
)
from generator.expression.tree import Call, Embedded, Interpolation, Parsed, Whole, calls, members

MAX_LENGTH = 8192
"""Characters of one expression, without its `@` or `@{}`; text around it does not count. (Page
"Azure subscription and service limits"; the engine counts UTF-16 code units.)"""


def check(text: str, scope: Scope) -> tuple[Problem, ...]:
    """All problems of a factory string, in the order of the text; one only if it does not parse."""
    try:
        parsed = parse(text)
    except SyntaxFault as fault:
        return (fault.problem,)
    found = [*_too_long(text, parsed)]
    for call in calls(parsed):
        for rule in _RULES:
            found += rule(call, scope)
    return tuple(sorted(found, key=lambda problem: (problem.start, problem.end)))


def _too_long(text: str, parsed: Parsed) -> Iterator[Problem]:
    for start, end in _bodies(parsed):
        length = end - start + sum(character > "\uffff" for character in text[start:end])
        if length > MAX_LENGTH:
            message = f"an expression of {length:,} characters; {MAX_LENGTH:,} are allowed"
            yield Problem(Code.LIMIT, start, end, message)


def _bodies(parsed: Parsed) -> Iterator[tuple[int, int]]:
    match parsed:
        case Whole(_, start, end):
            yield start + 1, end
        case Interpolation(parts):
            for part in parts:
                if isinstance(part, Embedded):
                    yield part.start + 2, part.end - 1


def wrong_call(call: Call) -> Problem | None:
    """What is wrong with a call, whatever its arguments are: its name, or how many there are."""
    allowed = arity(call.name)
    if allowed is None:
        message = f"unknown function '{call.name}'"
        return _at_name(call, Code.UNKNOWN_FUNCTION, message, _other_function(call.name))
    if _fits(len(call.arguments), allowed):
        return None
    message = f"'{call.name}' takes {_counted(allowed)}, not {len(call.arguments)}"
    return _at_name(call, Code.ARGUMENT_COUNT, message)


def _function(call: Call, _: Scope) -> Iterator[Problem]:
    if problem := wrong_call(call):
        yield problem


def _other_function(name: str) -> str:
    if name not in LOGIC_APPS_ONLY:
        near = nearest(name, (*FUNCTIONS, *SYSTEM_FUNCTIONS))
        return f"did you mean '{near}'?" if near else ""
    instead = LOGIC_APPS_ONLY[name]
    return "Logic Apps has it, Data Factory does not" + (f"; write {instead}" if instead else "")


def _fits(count: int, allowed: Arity) -> bool:
    fewest, most = allowed
    return fewest <= count and (most is None or count <= most)


def _counted(allowed: Arity) -> str:
    fewest, most = allowed
    if most is None:
        return f"at least {fewest} argument{'s' * (fewest != 1)}"
    if fewest == most:
        return f"{most or 'no'} argument{'s' * (most != 1)}"
    if fewest == 0:
        return f"at most {most} argument{'s' * (most != 1)}"
    return f"{fewest} {'or' if most == fewest + 1 else 'to'} {most} arguments"


def _place(call: Call, scope: Scope) -> Iterator[Problem]:
    if call.name not in SYSTEM_FUNCTIONS:
        return
    if scope.trigger is not None:
        yield from _in_trigger(call, scope, scope.trigger)
    elif scope.resource is not None:
        yield from _in_resource(call, scope.resource)
    elif call.name in OUTSIDE_PIPELINES:
        message = f"{call.name}() is not available in a pipeline"
        yield _at_name(call, Code.NOT_AVAILABLE_HERE, message, OUTSIDE_PIPELINES[call.name])
    elif call.name == "item" and not scope.in_loop:
        hint = "it is the current element inside a ForEach, and in the condition of a Filter"
        yield _at_name(call, Code.NOT_AVAILABLE_HERE, "item() has no meaning outside a loop", hint)


def _in_resource(call: Call, kind: ResourceKind) -> Iterator[Problem]:
    """A dataset and a linked service see their own parameters, and nothing of who uses them."""
    if call.name != kind.value:
        message = f"{call.name}() is not available in {RESOURCE_NAMES[kind]}"
        hint = f"hand values to its own parameters, and read them as @{kind.value}().name"
        yield _at_name(call, Code.NOT_AVAILABLE_HERE, message, hint)


def _in_trigger(call: Call, scope: Scope, kind: TriggerKind) -> Iterator[Problem]:
    offered = offers(kind, scope.service)
    read = members(call)
    path = (call.name, *(member.name for member in read))
    if any(_agree(path, _path(one)) for one in offered):
        return
    if call.name in ("trigger", "triggerBody"):
        what = ".".join((f"{call.name}()", *path[1:]))
    else:
        what = f"{call.name}()"
    where = f"a {kind.replace('_', ' ')} trigger of {SERVICE_NAMES[scope.service]}"
    end = read[-1].end if read else call.start + len(call.name)
    hint = "available: " + ", ".join(offered)
    message = f"{what} is not available in {where}"
    yield Problem(Code.NOT_AVAILABLE_HERE, call.start, end, message, hint)


def _path(offer: str) -> tuple[str, ...]:
    return tuple(offer.replace("()", "").split("."))


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one path leads to the other, or into it: a whole object may be read, or its parts."""
    return all(a.lower() == b.lower() for a, b in zip(one, other, strict=False))


def _property(call: Call, scope: Scope) -> Iterator[Problem]:
    read = members(call)
    outside = scope.trigger is not None or scope.resource is not None
    if call.name != "pipeline" or outside or not read:
        return
    name = read[0].name
    if name.lower() not in {known.lower() for known in PIPELINE_PROPERTIES}:
        message = f"pipeline() has no property '{name}'"
        hint = _nearest(name, PIPELINE_PROPERTIES)
        yield Problem(Code.NOT_AVAILABLE_HERE, read[0].start, read[0].end, message, hint)
    elif name.lower() == "globalparameters" and scope.service == "synapse":
        # page concepts-data-factory-differences
        message, hint = "Synapse has no global parameters", "use a parameter of the pipeline"
        yield Problem(Code.NOT_AVAILABLE_HERE, read[0].start, read[0].end, message, hint)


def _names(call: Call, scope: Scope) -> Iterator[Problem]:
    if scope.resource is not None:
        own = own_parameter(call, scope.resource.value)
        yield from _undeclared("parameter", own, scope.parameters)
    elif scope.trigger is None:
        yield from _undeclared("parameter", parameter(call), scope.parameters)
        yield from _undeclared("variable", named(call, "variables"), scope.variables)
        yield from _undeclared("activity", named(call, "activity"), scope.activities)
        yield from _not_before(named(call, "activity"), scope)


def _undeclared(
    what: str, found: Reference | None, declared: frozenset[str] | None
) -> Iterator[Problem]:
    if found is None or declared is None:
        return
    if found.name.lower() not in {name.lower() for name in declared}:
        message = f"there is no {what} '{found.name}'"
        hint = _nearest(found.name, sorted(declared))
        yield Problem(_UNKNOWN[what], found.start, found.end, message, hint)


def _not_before(found: Reference | None, scope: Scope) -> Iterator[Problem]:
    """Data Factory refuses to read what an activity gave that nobody waited for."""
    if found is None or scope.before is None or scope.activities is None:
        return
    exists, ran = ({name.lower() for name in names} for names in (scope.activities, scope.before))
    if found.name.lower() in exists - ran:
        message = f"activity '{found.name}' has not run when this one starts"
        hint = "let this one come after it, or wait for it: `depends_on`"
        yield Problem(Code.UNKNOWN_ACTIVITY, found.start, found.end, message, hint)


def _nearest(name: str, known: Sequence[str]) -> str:
    if near := nearest(name, known):
        return f"did you mean '{near}'?"
    return "available: " + (", ".join(known) or "none")


def _at_name(call: Call, code: Code, message: str, hint: str = "") -> Problem:
    return Problem(code, call.start, call.start + len(call.name), message, hint)


_UNKNOWN = {
    "parameter": Code.UNKNOWN_PARAMETER,
    "variable": Code.UNKNOWN_VARIABLE,
    "activity": Code.UNKNOWN_ACTIVITY,
}
_RULES: tuple[Callable[[Call, Scope], Iterator[Problem]], ...] = (
    _function,
    _place,
    _property,
    _names,
)
