"""Nodes into the language's classes: every fault at once, each at its key or value."""

from collections.abc import Callable, Iterable
from collections.abc import Mapping as AbstractMapping
from functools import partial
from typing import Generic, TypeVar, cast, get_args, get_origin

from msgspec import Struct, field
from msgspec.structs import replace

from generator.contract.values import Json
from generator.diagnostics import Code, Path, nearest
from generator.diagnostics.finding import Finding
from generator.spec import forms, words
from generator.spec.decode_scalars import BROKEN, ScalarDecoder, fits
from generator.spec.forms import Anything, Range, Raw
from generator.spec.hints import (
    Hint,
    hints,
    is_record,
    needed,
    parts,
    stand_in,
    unwrapped,
)
from generator.spec.nodes import Mapping, Node, Scalar, Sequence
from generator.spec.record import Key, Record
from generator.spec.tags import Union, union

T = TypeVar("T")


class Decoded(Struct, Generic[T], frozen=True):
    """What became of a file. `broken` are the ways to what could not be read and was reported.

    A required key of the file itself that could not be read has a stand-in in `value`, so that
    everything else can still be checked.
    """

    value: T
    findings: tuple[Finding, ...]
    broken: frozenset[Path]


def decode(cls: type[T], root: Mapping) -> Decoded[T]:
    """Decode a whole file as an instance of a class of the language."""
    decoder = _Decoder()
    value = decoder.decode(cls, root, ())
    return Decoded(cast("T", value), tuple(decoder.findings), frozenset(decoder.broken))


def unread(cls: type[T]) -> Decoded[T]:
    """What becomes of a file that is not there, or is no YAML: everything in it is broken."""
    return Decoded(cast("T", stand_in(cls)), (), frozenset({()}))


class _Decoder(ScalarDecoder):
    needed: set[Path] = field(default_factory=set)

    def decode(self, hint: Hint, node: Node, path: Path) -> object:
        kind, constraint = unwrapped(hint)
        if isinstance(constraint, Anything):
            return self.free(node, path)
        if parts(kind):
            return self.variant(union(kind, constraint), node, path)
        if is_record(kind):
            return self.record(kind, node, path)
        if get_origin(kind) is AbstractMapping:
            return self.mapping(hint, node, path)
        if get_origin(kind) is tuple:
            return self.sequence(hint, node, path)
        if not isinstance(node, Scalar) or words.is_nothing(node):
            return self.wrong(hint, node, path)
        return self.scalar(hint, node, path)

    def wrong(self, hint: Hint, node: Node, path: Path) -> object:
        advice = ""
        if words.is_nothing(node):
            optional = path not in self.needed and isinstance(path[-1], str)
            advice = "write a value, or drop the key" if optional else "write a value"
        elif isinstance(node, Scalar) and get_origin(unwrapped(hint)[0]) is tuple:
            advice = f"write [{node.raw}]" if "\n" not in node.raw else ""
        message = f"expected {words.expected(hint)}, found {words.found(node)}"
        return self.fault(Code.WRONG_TYPE, path, message, advice)

    # mappings and sequences

    def variant(self, of: Union, node: Node, path: Path) -> object:
        """An instance of one of a union's classes, as the mapping's tag says."""
        if not isinstance(node, Mapping):
            return self.wrong(of.all[0], node, path)
        tag = next((value for name, value in node.entries if name.text == of.key), None)
        if tag is None and of.tag.missing is not None:
            return self.record(of.tag.missing, node, path, of)
        if tag is None:
            return self.untagged(of, node, path)
        text = tag.text if isinstance(tag, Scalar) else ""
        cls = of.classes.get(text, of.tag.other)
        if cls is None:
            self.scalar_of(tuple(of.classes), tag, (*path, of.key))
            return self.lost(path)
        return self.record(cls, node, path, of)

    def untagged(self, of: Union, node: Mapping, path: Path) -> object:
        known = dict.fromkeys(name for cls in of.all for name in cls.keys)
        meant = self.unknown_keys([name.text for name, _ in node.entries], known, path)
        if of.key not in meant:
            advice = f"add `{of.key}: ...`, {words.one_of(of.classes)}"
            message = f"the key {of.key!r} is missing"
            self.findings.append(Finding(Code.MISSING_KEY, path, message, advice, "key"))
        return self.lost(path)

    def record(self, cls: type[Record], node: Node, path: Path, of: Union | None = None) -> object:
        if not isinstance(node, Mapping):
            return self.wrong(cls, node, path)
        known = cls.keys
        given = {name.text: value for name, value in node.entries}
        self.needed.update((*path, name) for name in needed(cls))
        meant = self.unknown_keys(given, known, path, of)
        values: dict[str, object] = {}
        for name, item in known.items():
            if name in given:
                values[name] = self.decode(hints(cls)[name], given[name], (*path, name))
            elif name in meant:
                values[name] = self.lost((*path, name))
            elif item.required:
                values[name] = self.missing(name, item, hints(cls)[name], path)
        return self.made(cls, values, path)

    def made(self, cls: type[Record], values: dict[str, object], path: Path) -> object:
        """An instance of a class; only of a file itself with stand-ins for what is required."""
        broken = {name for name, value in values.items() if value is BROKEN}
        lacking = needed(cls) & broken
        if path and lacking:
            return self.lost(path)
        given = {name: value for name, value in values.items() if name not in broken}
        return cls(**given, **{name: stand_in(hints(cls)[name]) for name in lacking})

    def unknown_keys(
        self, given: Iterable[str], known: Iterable[str], path: Path, of: Union | None = None
    ) -> set[str]:
        """Report the keys that a class does not have; gives those that were meant by them.

        Of a class of a union, a key may be one that another class has. But where one that must be
        there is missing and nearly called so, it is that one.
        """
        meant = set[str]()
        unknown = [name for name in given if name not in known]
        if not unknown:
            return meant
        left = set(known) - set(given)
        wanted = {key for key in left if (*path, key) in self.needed}
        for name in unknown:
            near = nearest(name, left)
            if near not in wanted and (elsewhere := words.classes_with(name, of)):
                near, advice = "", f"only {elsewhere} has it"
            elif near:
                advice = f"did you mean {near!r}?"
            elif name == "<<":
                advice = "YAML 1.2 has no merge keys: write the keys out"
            else:
                advice = f"{'other ' if left else ''}keys here: {', '.join(sorted(left or known))}"
            message = f"unknown key {words.shortened(name)}"
            self.findings.append(Finding(Code.UNKNOWN_KEY, (*path, name), message, advice, "key"))
            meant.add(near)
        return meant

    def missing(self, name: str, item: Key, hint: Hint, path: Path) -> object:
        message, advice = f"the key {name!r} is missing", words.addition(name, item, hint)
        self.findings.append(Finding(Code.MISSING_KEY, path, message, advice, "key"))
        return self.lost((*path, name))

    def mapping(self, hint: Hint, node: Node, path: Path) -> object:
        kind, constraint = unwrapped(hint)
        if not isinstance(node, Mapping):
            return self.wrong(hint, node, path)
        name_hint, value_hint = get_args(kind)
        result: dict[str, object] = {}
        for name, value in node.entries:
            inner = (*path, name.text)
            good_name = self.at_key(partial(self.scalar, name_hint, name, inner))
            decoded = self.decode(value_hint, value, inner)
            if BROKEN not in (good_name, decoded):
                result[name.text] = decoded
        number = len(node.entries)
        if isinstance(constraint, Range) and not fits(number, constraint):
            message = f"expected {words.count(constraint)}, found {number}"
            self.findings.append(Finding(Code.OUT_OF_RANGE, path, message, at="key"))
            return self.lost(path)
        return result

    def at_key(self, reading: Callable[[], object]) -> object:
        """Read a key: what is wrong with it stands there, and not at the value."""
        before = len(self.findings)
        decoded = reading()
        self.findings[before:] = [replace(each, at="key") for each in self.findings[before:]]
        return decoded

    def sequence(self, hint: Hint, node: Node, path: Path) -> object:
        if not isinstance(node, Sequence):
            return self.wrong(hint, node, path)
        kind, constraint = unwrapped(hint)
        inner, number = get_args(kind)[0], len(node.items)
        decoded = [self.decode(inner, item, (*path, i)) for i, item in enumerate(node.items)]
        if isinstance(constraint, Range) and not fits(number, constraint):
            message = f"expected {words.count(constraint)}, found {number}"
            self.findings.append(Finding(Code.OUT_OF_RANGE, path, message, at="key"))
            return self.lost(path)
        return tuple(item for item in decoded if item is not BROKEN)

    def free(self, node: Node, path: Path) -> Json:
        """Data that belong to Data Factory; only there YAML's own types count."""
        if isinstance(node, Mapping):
            for name, _ in node.entries:
                self.at_key(partial(self.controlled, name, (*path, name.text)))
            return {name.text: self.free(value, (*path, name.text)) for name, value in node.entries}
        if isinstance(node, Sequence):
            return [self.free(item, (*path, i)) for i, item in enumerate(node.items)]
        return None if self.controlled(node, path) else forms.core(Raw(node.text, node.plain))
