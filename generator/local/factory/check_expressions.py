"""Every expression of an activity: does it parse, and does all that it names exist there?"""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator import expression
from generator.diagnostics import Code, Diagnostic
from generator.expression import Scope, Service
from generator.factory.read.documents import Node
from generator.factory.read.values import leaf
from generator.local.factory.activity import INNER, Activity
from generator.local.factory.documents import Documents


class Names(Struct, frozen=True):
    """What a pipeline declares, and whether `item()` has a meaning."""

    parameters: frozenset[str]
    variables: frozenset[str]
    activities: frozenset[str]
    service: Service
    in_loop: bool = False

    def inside(self, activity: Activity) -> "Names":
        """The same, in a container."""
        return replace(self, in_loop=True) if activity.type == "ForEach" else self


def check_expressions(
    documents: Documents, activity: Activity, names: Names, reads: frozenset[str]
) -> Iterator[Diagnostic]:
    """Check the expressions of an activity, but for those of activities inside it.

    Args:
        documents: where it is from.
        activity: which one.
        names: what the pipeline declares.
        reads: the activities whose output it can read.
    """
    scope = Scope(names.parameters, names.variables, names.activities, reads, service=names.service)
    for in_filter, node in _texts(activity):
        here = replace(scope, in_loop=names.in_loop or in_filter)
        for problem in expression.check(node.text or "", here):
            place = documents.place(node, problem)
            yield Diagnostic(problem.code, problem.message, place, problem.hint)
    yield from _reads_itself(documents, activity)


def _texts(activity: Activity) -> Iterator[tuple[bool, Node]]:
    """The texts that are evaluated, each with whether it is the condition of a Filter."""
    inner = {name.casefold() for name in (*INNER.get(activity.type, ()), "cases")}
    for name, member in activity.node.members():
        if name.casefold() != "typeproperties":
            yield from ((False, node) for node in _expressions(member))
            continue
        for key, one in member.members():
            condition = activity.type == "Filter" and key.casefold() == "condition"
            if activity.type not in INNER or key.casefold() not in inner:
                yield from ((condition, node) for node in _expressions(one))


def _expressions(node: Node) -> Iterator[Node]:
    at = leaf(node)
    if at.text is not None:
        if expression.is_expression(at.text):
            yield at
        return
    for _, member in at.members():
        yield from _expressions(member)
    for item in at.items():
        yield from _expressions(item)


def _reads_itself(documents: Documents, activity: Activity) -> Iterator[Diagnostic]:
    """Data Factory refuses to set a variable to something made of itself."""
    node, value = activity.property("variableName"), activity.property("value")
    if activity.type != "SetVariable" or node is None or value is None:
        return
    name = (node.text or "").casefold()
    for text in _expressions(value):
        if name in map(str.casefold, expression.variables(text.text or "")):
            message = f"'{activity.name}' sets variable '{node.text}' to something made of itself"
            hint = "set another variable first, and this one from it"
            yield Diagnostic(Code.CIRCLE, message, documents.place(text), hint)
