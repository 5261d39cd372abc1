"""Checks data against a table's types, at any depth, and says exactly where they part."""

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from generator.contract.pipelines import FactoryData
from generator.contract.values import Literal
from generator.diagnostics import Code, Path, nearest
from generator.diagnostics.finding import Finding
from generator.factory.types import wording
from generator.factory.types.data import is_computed, opened, word
from generator.factory.types.notation import Constant, Entries, Form, Items, Named, Plain
from generator.factory.types.notation import Kind as Scalar
from generator.factory.types.table import Definition, Table, Union

SECRET_FORMS = frozenset({"SecretBase", "SecureString", "AzureKeyVaultSecretReference"})
"""What the SDKs call the types of secrets."""

_CLASSES: Mapping[Scalar, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


class Checker(Struct, frozen=True):
    """Checks the data of one object. What an expression stands for is never checked."""

    table: Table

    def value(self, form: Form, raw: FactoryData, at: Path) -> Iterator[Finding]:
        """What is wrong with a value that is to be of a type."""
        data = opened(raw)
        if form == Plain("any") or is_computed(data):
            return
        match form:
            case Plain(kind):
                yield from _scalar(kind, data, at)
            case Constant(text):
                yield from _words((text,), data, at)
            case Items(inner):
                yield from self._items(inner, data, at)
            case Entries(inner):
                yield from self._entries(inner, data, at)
            case Named(name):
                yield from self._named(name, data, at)

    def _items(self, form: Form, data: FactoryData, at: Path) -> Iterator[Finding]:
        if not isinstance(data, list):
            yield _unexpected("a sequence", data, at)
            return
        for i, item in enumerate(data):
            yield from self.value(form, item, (*at, i))

    def _entries(self, form: Form, data: FactoryData, at: Path) -> Iterator[Finding]:
        if not isinstance(data, Mapping):
            yield _unexpected("a mapping", data, at)
            return
        for name, item in data.items():
            yield from self.value(form, item, (*at, name))

    def _named(self, name: str, data: FactoryData, at: Path) -> Iterator[Finding]:
        if words := self.table.enums.get(name):
            yield from _words(words, data, at)
        elif not isinstance(data, Mapping):
            if name not in SECRET_FORMS or not isinstance(data, Literal):  # or it is a secret
                yield _unexpected(self._about(name), data, at)
        elif union := self.table.unions.get(name):
            yield from self._union(union, data, at)
        else:
            yield from self.object(self.table.definitions[name], data, at, _owner(at))

    def _about(self, name: str) -> str:
        """What an object must be at least, in words."""
        if name == "Expression":
            return "an expression (text that begins with '@')"
        if union := self.table.unions.get(name):
            return f"{{{union.key}: ...}}"
        definition = self.table.definitions[name]
        needed = [f"{n}: ..." for n, entry in definition.items() if entry.required]
        return f"{{{', '.join(needed)}}}" if 0 < len(needed) < 4 else "a mapping"

    def _union(
        self, union: Union, data: Mapping[str, FactoryData], at: Path, owner: str = ""
    ) -> Iterator[Finding]:
        owner, told = owner or _owner(at), word(data.get(union.key))
        if told is not None and told in union.members:
            definition = self.table.definitions[union.members[told]]
            yield from self.object(definition, data, at, told)
        elif union.key in data:
            found = wording.found(opened(data[union.key])) if told is None else repr(told)
            message = f"{found} is no {union.key} of {owner}"
            hint = wording.known(told or "", union.members, "known")
            yield Finding(Code.NOT_A_CHOICE, (*at, union.key), message, hint)
        else:
            message = f"the property {union.key!r} of {owner} is missing"
            hint = f"add `{union.key}: ...`, one of {wording.listed(union.members)}"
            yield Finding(Code.ACTIVITY_PROPERTY, at, message, hint, "key")

    def properties(
        self,
        form: Form | None,
        data: Mapping[str, FactoryData],
        at: Path,
        owner: str,
        present: Collection[str],
    ) -> Iterator[Finding]:
        """What is wrong with the properties of a type, which is called `owner`."""
        if form == Plain("any"):
            return  # CustomDataSource: whatever its connector reads
        if isinstance(form, Named) and (union := self.table.unions.get(form.name)):
            yield from self._union(union, data, at, owner)
            return
        (definition,) = self.table.alternatives(form) or ({},)
        yield from self.object(definition, data, at, owner, present)

    def object(
        self,
        definition: Definition,
        data: Mapping[str, FactoryData],
        at: Path,
        owner: str,
        present: Collection[str] = (),
    ) -> Iterator[Finding]:
        """What is wrong with an object; `present` are the properties that the spec supplies."""
        for name, value in data.items():
            if name in present:
                yield _elsewhere(owner, name, at)
            elif name in definition:
                yield from self.value(definition[name].form, value, (*at, name))
            else:
                message = f"{owner} has no property {name!r}"
                hint = wording.known(name, definition.keys() - set(present), "it has")
                yield Finding(Code.ACTIVITY_PROPERTY, (*at, name), message, hint, "key")
        meant = {name if name in definition else nearest(name, definition) for name in data}
        needed = {name for name, entry in definition.items() if entry.required}
        yield from lacking(owner, needed - meant - set(present), at)


def lacking(owner: str, names: Collection[str], at: Path) -> Iterator[Finding]:
    """A finding for each property that is missing."""
    for name in sorted(names):
        message = f"the property {name!r} of {owner} is missing"
        yield Finding(Code.ACTIVITY_PROPERTY, at, message, f"add `{name}: ...`", "key")


def _elsewhere(owner: str, name: str, at: Path) -> Finding:
    message = f"the {name!r} of {owner} stand under the spec's own key, not among the properties"
    hint = "take them out of the properties"
    return Finding(Code.ACTIVITY_PROPERTY, (*at, name), message, hint, "key")


def _owner(at: Path) -> str:
    """What to call an object that has no type: by the name that leads to it."""
    named = next((step for step in reversed(at) if isinstance(step, str)), "")
    return repr(named) if at and at[-1] == named else f"an item of {named!r}"


def _unexpected(expected: str, data: FactoryData, at: Path, hint: str = "") -> Finding:
    message = f"expected {expected}, found {wording.found(data)}"
    return Finding(Code.WRONG_TYPE, at, message, hint)


def _scalar(kind: Scalar, data: FactoryData, at: Path) -> Iterator[Finding]:
    value = data.value if isinstance(data, Literal) else None
    if not isinstance(value, _CLASSES[kind]) or (isinstance(value, bool) and kind != "boolean"):
        yield _unexpected(wording.EXPECTED[kind], data, at, wording.advice(kind, value))


def _words(words: Collection[str], data: FactoryData, at: Path) -> Iterator[Finding]:
    """The service reads the words of an enumeration in any letter case."""
    found = word(data)
    if found is None:
        yield _unexpected(f"one of {wording.listed(words)}", data, at)
    elif found.casefold() not in {each.casefold() for each in words}:
        message = f"{wording.shortened(found)} is none of the words that {_owner(at)} can be"
        yield Finding(Code.NOT_A_CHOICE, at, message, wording.known(found, words, "known"))
