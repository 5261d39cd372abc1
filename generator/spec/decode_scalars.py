"""Scalars into the types that the language gives their places."""

import re
from enum import StrEnum
from typing import cast

from msgspec import Struct, field

from generator import expression
from generator.contract.values import Expression, Literal, Value
from generator.diagnostics import Code, Path, nearest
from generator.diagnostics.finding import Finding
from generator.spec import forms, words
from generator.spec.forms import TIMED, Duration, Range, Raw, Text, Timed
from generator.spec.hints import Hint, is_choice, unwrapped, word
from generator.spec.nodes import Node, Scalar

BROKEN = object()
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


class ScalarDecoder(Struct):
    """Decodes scalars, and notes what is wrong and where."""

    findings: list[Finding] = field(default_factory=list)
    broken: set[Path] = field(default_factory=set)

    def fault(self, code: Code, path: Path, message: str, hint: str = "") -> object:
        self.findings.append(Finding(code, path, message, hint))
        return self.lost(path)

    def lost(self, path: Path) -> object:
        self.broken.add(path)
        return BROKEN

    def scalar(self, hint: Hint, node: Scalar, path: Path) -> object:
        kind, constraint = unwrapped(hint)
        if self.controlled(node, path):
            return BROKEN
        if kind is Raw:
            return Raw(node.text, node.plain)
        if kind == Value:
            return _value(node)
        if kind in (int, float, bool):
            return self.primitive(hint, node, path)
        if kind in TIMED:
            return self.timed(kind, constraint, node, path)
        if (only := word(kind)) is not None:
            return self.scalar_of((only,), node, path)
        if is_choice(kind):
            return self.choice(cast("type[StrEnum]", kind), node, path)
        return self.text(cast("Text | None", constraint) or Text(), node, path)

    def controlled(self, node: Scalar, path: Path) -> bool:
        if found := _CONTROL.search(node.text):
            message = f"the character U+{ord(found[0]):04X} cannot be carried to Azure"
            self.fault(Code.BAD_CHARACTER, path, message, "leave it out")
        return found is not None

    def primitive(self, hint: Hint, node: Scalar, path: Path) -> object:
        kind, constraint = unwrapped(hint)
        reading = {int: forms.integer, float: forms.number, bool: forms.boolean}[cast("type", kind)]
        value = reading(node.text) if node.plain else None
        if value is None:
            message = f"expected {words.expected(hint)}, found {words.found(node)}"
            advice = words.primitive_instead(node.text, node.plain, reading)
            return self.fault(Code.WRONG_TYPE, path, message, advice)
        if isinstance(constraint, Range) and not fits(value, constraint):
            advice = f"expected {words.expected(hint)}"
            return self.fault(Code.OUT_OF_RANGE, path, f"{node.text} is out of range", advice)
        return value

    def timed(self, kind: type[Timed], constraint: object, node: Scalar, path: Path) -> object:
        shown = words.shortened(node.text)
        if not re.fullmatch(kind.PATTERN, node.text):
            advice = words.timed_instead(kind, node.text)
            return self.fault(Code.BAD_NAME, path, f"{shown} is not {kind.ABOUT}", advice)
        try:
            value = kind.read(node.text)
        except ValueError:
            advice = "the calendar or the clock does not have it"
            return self.fault(Code.OUT_OF_RANGE, path, f"there is no {shown}", advice)
        if (
            isinstance(value, Duration)
            and isinstance(constraint, Range)
            and not fits(value.seconds, constraint)
        ):
            advice = f"expected {words.span(constraint)}"
            return self.fault(Code.OUT_OF_RANGE, path, f"{node.text} is out of range", advice)
        return value

    def scalar_of(self, options: tuple[str, ...], node: Node, path: Path) -> object:
        """One of some words."""
        if not isinstance(node, Scalar) or words.is_nothing(node):
            message = f"expected {words.one_of(options)}, found {words.found(node)}"
            return self.fault(Code.WRONG_TYPE, path, message)
        if node.text in options:
            return node.text
        near = nearest(node.text, options)
        advice = f"did you mean {near!r}?" if near else ""
        message = f"expected {words.one_of(options)}, found {words.shortened(node.text)}"
        return self.fault(Code.NOT_A_CHOICE, path, message, advice)

    def choice(self, kind: type[StrEnum], node: Scalar, path: Path) -> object:
        found = self.scalar_of(tuple(member.value for member in kind), node, path)
        return BROKEN if found is BROKEN else kind(str(found))

    def text(self, form: Text, node: Scalar, path: Path) -> object:
        text = node.text
        if not form.lines and "\n" in text:
            message = "a line break cannot stand here"
            return self.fault(Code.BAD_NAME, path, message, "write it in one line")
        if not text and form.minimum:
            return self.fault(Code.OUT_OF_RANGE, path, f"expected {form.about}, found no text")
        if not form.minimum <= len(text) <= form.maximum:
            message = f"too {'long' if len(text) > form.minimum else 'short'}"
            message += f": {len(text):,} character{'s' * (len(text) != 1)}"
            allowed = f"{form.minimum} to {form.maximum:,} are allowed"
            return self.fault(Code.OUT_OF_RANGE, path, message, allowed)
        if form.pattern and not re.search(form.pattern, text):
            message = f"{words.shortened(text)} is not {form.about}"
            return self.fault(Code.BAD_NAME, path, message, words.text_instead(text, form))
        return text


def _value(node: Scalar) -> Value:
    if expression.is_expression(node.text):
        return Expression(node.text)
    read = forms.core(Raw(node.text, node.plain))
    return Literal(expression.unescape(read) if isinstance(read, str) else read)


def fits(value: float, allowed: Range) -> bool:
    """Whether a number is within bounds."""
    above = allowed.minimum is None or value >= allowed.minimum
    return above and (allowed.maximum is None or value <= allowed.maximum)
