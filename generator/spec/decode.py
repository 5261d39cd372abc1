"""Nodes into the language's classes: every fault at once, each at its key or value."""

import re
from collections.abc import Iterable
from collections.abc import Mapping as AbstractMapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Generic, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from generator import expression
from generator.contract.values import Expression, Literal, Value
from generator.diagnostics import Code, Path, nearest
from generator.diagnostics.finding import Finding
from generator.spec import forms
from generator.spec.forms import Anything, Duration, Moment, Range, Raw, Text
from generator.spec.nodes import Mapping, Node, Scalar, Sequence

T = TypeVar("T")
Hint = (
    object  # a type as an annotation gives it: `int`, `Annotated[str, Text(...)]`, `tuple[X, ...]`
)
BROKEN = object()
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Decoded(Generic[T]):
    """What became of a file. `value` is None if too much is missing; `broken` are the ways to what is."""

    value: T | None
    findings: tuple[Finding, ...]
    broken: frozenset[Path]


def decode(cls: type[T], root: Mapping) -> Decoded[T]:
    """Decode a whole file as an instance of a class of the language."""
    decoder = _Decoder()
    value = decoder.decode(cls, root, ())
    usable = None if value is BROKEN else cast("T", value)
    return Decoded(usable, tuple(decoder.findings), frozenset(decoder.broken))


@cache
def hints(cls: type) -> dict[str, Hint]:
    """The types of a class's fields, with what Annotated adds."""
    return get_type_hints(cls, include_extras=True)


def required(item: Field[object]) -> bool:
    """Whether a field of a class of the language is a required key."""
    return item.default is MISSING and item.default_factory is MISSING


def unwrapped(hint: Hint) -> tuple[Hint, object]:
    """A type without None and Annotated, and the constraint that Annotated gave."""
    if get_origin(hint) in (Union, UnionType) and hint != Value:
        rest = [part for part in get_args(hint) if part is not type(None)]
        if len(rest) == 1:
            return unwrapped(rest[0])
        if frozenset(rest) == frozenset(get_args(Value)):
            return Value, None
    if get_origin(hint) is Annotated:
        base, constraint = get_args(hint)
        return base, constraint
    return hint, None


@dataclass
class _Decoder:
    findings: list[Finding] = field(default_factory=list)
    broken: set[Path] = field(default_factory=set)

    def fault(self, code: Code, path: Path, message: str, hint: str = "") -> object:
        self.findings.append(Finding(code, path, message, hint))
        return self.lost(path)

    def lost(self, path: Path) -> object:
        self.broken.add(path)
        return BROKEN

    def decode(self, hint: Hint, node: Node, path: Path) -> object:
        kind, constraint = unwrapped(hint)
        if isinstance(constraint, Anything):
            return self.free(node, path)
        if isinstance(kind, type) and is_dataclass(kind) and kind not in (Duration, Moment, Raw):
            return self.record(kind, node, path)
        if get_origin(kind) is AbstractMapping:
            return self.mapping(kind, constraint, node, path)
        if get_origin(kind) is tuple:
            return self.sequence(get_args(kind)[0], node, path)
        if not isinstance(node, Scalar):
            return self.wrong(_expected(kind, constraint), node, path)
        if node.plain and node.text in forms.NULLS:
            return self.fault(
                Code.WRONG_TYPE,
                path,
                "nothing stands here",
                f"expected {_expected(kind, constraint)}",
            )
        return self.scalar(kind, constraint, node, path)

    def wrong(self, expected: str, node: Node, path: Path) -> object:
        return self.fault(Code.WRONG_TYPE, path, f"expected {expected}, found {_found(node)}")

    # mappings and sequences

    def record(self, cls: type, node: Node, path: Path) -> object:
        if not isinstance(node, Mapping):
            return self.wrong("a mapping of keys", node, path)
        known = {item.name: item for item in fields(cls)}
        given = {name.text: value for name, value in node.entries}
        for name in given.keys() - known.keys():
            self.unknown_key(name, set(known) - set(given) or set(known), (*path, name))
        values: dict[str, object] = {}
        for name, item in known.items():
            if name in given:
                values[name] = self.decode(hints(cls)[name], given[name], (*path, name))
            elif required(item):
                values[name] = self.missing(name, item, path)
        if any(values.get(name) is BROKEN for name, item in known.items() if required(item)):
            return self.lost(path)
        return cls(**{name: value for name, value in values.items() if value is not BROKEN})

    def unknown_key(self, name: str, known: Iterable[str], path: Path) -> None:
        near = nearest(name, known)
        advice = f"did you mean {near!r}?" if near else f"known here: {', '.join(sorted(known))}"
        self.findings.append(
            Finding(
                Code.UNKNOWN_KEY, path, f"{name!r} is no key of the language here", advice, "key"
            )
        )

    def missing(self, name: str, item: Field[object], path: Path) -> object:
        about = item.metadata["about"]
        message = f"the key {name!r} is missing"
        self.findings.append(Finding(Code.MISSING_KEY, path, message, about, "key"))
        return BROKEN

    def mapping(self, kind: Hint, constraint: object, node: Node, path: Path) -> object:
        if not isinstance(node, Mapping):
            return self.wrong("a mapping", node, path)
        name_hint, value_hint = get_args(kind)
        result: dict[str, object] = {}
        for name, value in node.entries:
            inner = (*path, name.text)
            before = len(self.findings)
            good_name = self.decode(name_hint, Scalar(name.text, False, False, name.place), inner)
            self.findings[before:] = [_at_key(finding) for finding in self.findings[before:]]
            decoded = self.decode(value_hint, value, inner)
            if BROKEN not in (good_name, decoded):
                result[name.text] = decoded
        if isinstance(constraint, Range) and not self.fits(len(node.entries), constraint):
            return self.fault(
                Code.OUT_OF_RANGE,
                path,
                f"{_count(constraint)} expected here, found {len(node.entries)}",
            )
        return result

    def sequence(self, hint: Hint, node: Node, path: Path) -> object:
        if not isinstance(node, Sequence):
            return self.wrong("a sequence", node, path)
        decoded = [self.decode(hint, item, (*path, i)) for i, item in enumerate(node.items)]
        return tuple(item for item in decoded if item is not BROKEN)

    def free(self, node: Node, path: Path) -> object:
        """Data that belong to Data Factory; only there YAML's own types count."""
        if isinstance(node, Mapping):
            return {name.text: self.free(value, (*path, name.text)) for name, value in node.entries}
        if isinstance(node, Sequence):
            return [self.free(item, (*path, i)) for i, item in enumerate(node.items)]
        if self.controlled(node, path) is BROKEN:
            return BROKEN
        return forms.core(Raw(node.text, node.plain))

    # scalars

    def scalar(self, kind: Hint, constraint: object, node: Scalar, path: Path) -> object:
        if self.controlled(node, path) is BROKEN:
            return BROKEN
        if kind is Raw:
            return Raw(node.text, node.plain)
        if kind == Value:
            return self.value(node)
        if kind in (int, float, bool):
            return self.primitive(cast("type", kind), constraint, node, path)
        if kind in (Duration, Moment):
            return self.timed(kind, node, path)
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return self.choice(kind, node, path)
        return self.text(cast("Text | None", constraint) or Text(), node, path)

    def controlled(self, node: Scalar, path: Path) -> object:
        if found := _CONTROL.search(node.text):
            message = f"the character U+{ord(found[0]):04X} cannot be carried to Azure"
            return self.fault(Code.BAD_CHARACTER, path, message, "leave it out")
        return None

    def value(self, node: Scalar) -> Value:
        if expression.is_expression(node.text):
            return Expression(node.text)
        read = forms.core(Raw(node.text, node.plain))
        return Literal(expression.unescape(read) if isinstance(read, str) else read)

    def primitive(self, kind: type, constraint: object, node: Scalar, path: Path) -> object:
        reading = {int: forms.integer, float: forms.number, bool: forms.boolean}[kind]
        value = reading(node.text) if node.plain else None
        if value is None:
            quoted = not node.plain and reading(node.text) is not None
            advice = "drop the quotes" if quoted else ""
            message = f"expected {_expected(kind, constraint)}, found {_found(node)}"
            return self.fault(Code.WRONG_TYPE, path, message, advice)
        if isinstance(constraint, Range) and not self.fits(value, constraint):
            return self.fault(
                Code.OUT_OF_RANGE,
                path,
                f"{node.text} is out of range",
                f"expected {_expected(kind, constraint)}",
            )
        return value

    def fits(self, value: float, allowed: Range) -> bool:
        above = allowed.minimum is None or value >= allowed.minimum
        return above and (allowed.maximum is None or value <= allowed.maximum)

    def timed(self, kind: "type[Duration | Moment]", node: Scalar, path: Path) -> object:
        message = f"{node.text!r} is not {kind.ABOUT}"
        if not re.fullmatch(kind.PATTERN, node.text):
            return self.fault(Code.BAD_NAME, path, message)
        try:
            return kind.read(node.text)
        except ValueError:
            return self.fault(Code.OUT_OF_RANGE, path, message, "there is no such day or hour")

    def choice(self, kind: type[StrEnum], node: Scalar, path: Path) -> object:
        words = [member.value for member in kind]
        if node.text in words:
            return kind(node.text)
        near = nearest(node.text, words)
        advice = f"did you mean {near!r}? " if near else ""
        message = f"{node.text!r} is not one of the words allowed here"
        return self.fault(Code.NOT_A_CHOICE, path, message, f"{advice}allowed: {', '.join(words)}")

    def text(self, form: Text, node: Scalar, path: Path) -> object:
        if not form.lines and "\n" in node.text:
            return self.fault(
                Code.BAD_NAME, path, "a line break cannot stand here", f"expected {form.about}"
            )
        if not form.minimum <= len(node.text) <= form.maximum:
            message = f"{len(node.text):,} characters are too {'many' if node.text else 'few'}"
            allowed = f"{form.minimum} to {form.maximum:,} are allowed"
            return self.fault(Code.OUT_OF_RANGE, path, message, allowed)
        if form.pattern and not re.search(form.pattern, node.text):
            return self.fault(Code.BAD_NAME, path, f"{node.text!r} is not {form.about}")
        return node.text


def _at_key(finding: Finding) -> Finding:
    return Finding(finding.code, finding.path, finding.message, finding.hint, "key")


def _count(allowed: Range) -> str:
    if allowed.minimum == allowed.maximum:
        return f"exactly {allowed.minimum} entry is"
    return f"{allowed.minimum} to {allowed.maximum} entries are"


def _found(node: Node) -> str:
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a sequence"
    return f"{node.text!r}" if node.plain else f"the text {node.text!r}"


def _expected(kind: Hint, constraint: object) -> str:
    if isinstance(constraint, Text):
        return constraint.about
    words = {int: "an integer", float: "a number", bool: "true or false"}
    if kind in words:
        return words[kind] + _bounds(constraint)
    if kind in (Duration, Moment):
        return kind.ABOUT
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return "one of " + ", ".join(member.value for member in kind)
    return "a single value"


def _bounds(constraint: object) -> str:
    if not isinstance(constraint, Range):
        return ""
    low, high = constraint.minimum, constraint.maximum
    if low is None or high is None:
        return (
            ""
            if low is None and high is None
            else f" of at {'least' if high is None else 'most'} {low if high is None else high}"
        )
    return f" from {low:,} to {high:,}"
