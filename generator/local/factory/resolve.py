"""Expressions in a document become values."""

from math import isfinite
from typing import Never

from msgspec import Struct, field

from generator.diagnostics import Code, Diagnostic
from generator.expression import Parsed, Problem, SyntaxFault, is_expression, parse
from generator.expression.context import Context
from generator.expression.escapes import unescape
from generator.expression.evaluation import EvaluationFault, evaluate
from generator.expression.references import named
from generator.expression.tree import calls, members
from generator.expression.values import Json
from generator.factory.read.documents import Node
from generator.factory.read.values import leaf
from generator.local.factory.documents import Documents
from generator.local.factory.durations import seconds
from generator.local.factory.faults import ActivityFailed, Refused
from generator.local.factory.parameters import kind

INVALID_TEMPLATE = "InvalidTemplate"
"""The code of an activity whose expression cannot be evaluated."""


_MOST = 1e9
"""No number of seconds, tries or rounds is larger."""


def _number(value: Json) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        return float(value)
    except (ValueError, OverflowError):
        return None


class Resolver(Struct, frozen=True):
    """Evaluates what stands in a document, at one place and one moment.

    `unanswered` are the activities, in lower case, that were skipped here, so that nobody knows
    what they would have given.
    """

    documents: Documents
    context: Context
    unanswered: frozenset[str] = field(default=frozenset())

    def value(self, node: Node) -> Json:
        """The value of a node: every text in it evaluated, at any depth, and types kept.

        Raises:
            ActivityFailed: an expression cannot be evaluated.
            Refused: an expression reads what was skipped here.
        """
        at = leaf(node)
        if at.text is not None:
            return self._text(at, at.text)
        if at is not node:
            return self.value(at)
        if node.is_object:
            return {name: self.value(member) for name, member in node.members()}
        if node.is_list:
            return [self.value(item) for item in node.items()]
        return node.content

    def optional(self, node: Node | None) -> Json:
        """The value of a node that may be missing: then null."""
        return None if node is None else self.value(node)

    def text(self, node: Node, what: str) -> str:
        """The value of a node that has to be text."""
        value = self.value(node)
        return value if isinstance(value, str) else self._refuse(node, what, "a string", value)

    def boolean(self, node: Node | None, what: str, default: bool) -> bool:
        """True or false; the text of either counts as it."""
        value = self.optional(node)
        if node is None or value is None:
            return default
        if isinstance(value, str) and value.casefold() in ("true", "false"):
            return value.casefold() == "true"
        return value if isinstance(value, bool) else self._refuse(node, what, "a boolean", value)

    def condition(self, node: Node, what: str) -> bool:
        """What an expression that decides something says; text is no answer to it."""
        value = self.value(node)
        text = leaf(node).text
        if text is not None and not is_expression(text):
            return self.boolean(node, what, default=False)
        return value if isinstance(value, bool) else self._refuse(node, what, "a boolean", value)

    def number(self, node: Node | None, what: str, default: float) -> float:
        """A number; the text of one counts as it."""
        value = self.optional(node)
        if node is None or value is None:
            return default
        number = _number(value)
        if number is None or not isfinite(number) or abs(number) > _MOST:
            return self._refuse(node, what, "a number", value)
        return number

    def items(self, node: Node, what: str) -> list[Json]:
        """A list."""
        value = self.value(node)
        return value if isinstance(value, list) else self._refuse(node, what, "an array", value)

    def duration(self, node: Node | None, what: str, default: float) -> float:
        """A duration in seconds."""
        value = self.optional(node)
        if node is None or value is None:
            return default
        found = seconds(value) if isinstance(value, str) else None
        return self._refuse(node, what, "d.hh:mm:ss", value) if found is None else found

    def fault(self, node: Node, message: str, problem: Problem | None = None) -> ActivityFailed:
        """The failure of an activity for what stands at a place."""
        code = problem.code if problem else Code.WRONG_TYPE
        place = self.documents.place(node, problem)
        hint = problem.hint if problem else ""
        told = Diagnostic(code, message, place, hint)
        said = f"{message} ({hint})" if hint else message
        return ActivityFailed(said, INVALID_TEMPLATE, diagnostic=told)

    def _refuse(self, node: Node, what: str, expected: str, value: Json) -> Never:
        shown = "null" if value is None else f"{kind(value)} {value!r:.60}"
        raise self.fault(node, f"{what}: expected {expected}, got {shown}")

    def _text(self, node: Node, text: str) -> Json:
        if node.constant or not is_expression(text):
            return text if node.constant else unescape(text)
        try:
            parsed = parse(text)
            self._refuse_unanswered(node, parsed)
            return evaluate(parsed, self.context)
        except (SyntaxFault, EvaluationFault) as fault:
            raise self.fault(node, fault.problem.message, fault.problem) from None

    def _refuse_unanswered(self, node: Node, parsed: Parsed) -> None:
        for call in calls(parsed):
            found = named(call, "activity")
            if found is None or found.name.casefold() not in self.unanswered:
                continue
            read = members(call)
            if not read or read[0].name.casefold() == "output":
                message = f"the output of '{found.name}' is read, and it was skipped here"
                hint = "give a fixture with its output"
                problem = Problem(Code.UNDECIDED, found.start, found.end, message, hint)
                place = self.documents.place(node, problem)
                raise Refused([Diagnostic(Code.UNDECIDED, message, place, hint)])
