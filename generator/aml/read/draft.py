"""An offer in the making, in which nothing is noted without its place."""

from collections.abc import Mapping
from typing import Literal as OneOf
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.aml.read.source import Held
from generator.contract.model import DataPath, Offer, Offered, Read, Sdk, Slot, Type
from generator.contract.values import Literal, Undecided, Value
from generator.diagnostics import Path, Place

Role = OneOf["input", "output"]
Kind = OneOf["folder", "file"]
T = TypeVar("T")


class Parameter(Struct, frozen=True):
    """A parameter as it was found; None is what the code does not say."""

    name: Held[Value]
    type: Held[Type] | None = None
    default: Held[Value] | None = None
    minimum: Held[float] | None = None
    maximum: Held[float] | None = None
    description: Held[str] | None = None


class Data(Struct, frozen=True):
    """A data slot as it was found. It has a `datastore` and a `path`, or neither."""

    name: Held[Value]
    role: Held[Role]
    kind: Held[Kind]
    datastore: Held[Value] | None = None
    path: Held[Value] | None = None


class Draft:
    """Collects what one pipeline offers.

    What is named by something computed gets a name that no SDK takes, and an undecided default; so
    does, as nobody can say which counts, what is found twice under one name and not alike.
    """

    def __init__(self, sdk: Sdk, place: Place) -> None:
        """Begin an offer; `place` is what tells that there is one."""
        self._sdk = sdk
        self._pipeline = ""
        self._parameters: dict[str, Offered] = {}
        self._slots: dict[str, Slot] = {}
        self._places: dict[Path, Place] = {(): place, ("sdk",): place}

    def finish(self) -> Read[Offer]:
        """The offer with its places."""
        offer = Offer(self._sdk, self._pipeline, self._parameters, self._slots)
        return Read(offer, self._places)

    def pipeline(self, name: Held[Value]) -> None:
        """Name the pipeline."""
        self._pipeline = _key(name)
        self._note((), {"pipeline": name})

    def parameter(self, found: Parameter) -> None:
        """Offer a parameter."""
        key, doubt = _key(found.name), _doubt(found.name)
        found = replace(found, default=doubt or found.default)
        offered, known = _offered(found), self._parameters.get(key)
        if known is None:
            self._parameters[key] = offered
            self._note(("parameters",), {key: found.name})
            self._note(("parameters", key), _leaves(found))
        elif known != offered:
            twice = _twice(found.name)
            self._parameters[key] = replace(known, default=twice.value)
            self._note(("parameters", key), {"default": twice})

    def data(self, found: Data) -> None:
        """Offer a data slot."""
        key, doubt = _key(found.name), _doubt(found.name)
        found = replace(found, datastore=doubt or found.datastore, path=doubt or found.path)
        slot, known = _slot(found), self._slots.get(key)
        if known is None:
            self._slots[key] = slot
            self._note(("data",), {key: found.name})
            self._note(("data", key), {"role": found.role, "kind": found.kind})
            self._note(("data", key, "default"), {"datastore": found.datastore, "path": found.path})
        elif known != slot:
            twice = _twice(found.name)
            self._slots[key] = replace(known, default=DataPath(twice.value, twice.value))
            self._note(("data", key, "default"), {"datastore": twice, "path": twice})

    def _note(self, path: Path, leaves: Mapping[str, Held[object] | None]) -> None:
        for name, held in leaves.items():
            if held is not None:
                self._places[*path, name] = held.place


def _key(name: Held[Value]) -> str:
    if isinstance(name.value, Literal) and isinstance(name.value.value, str):
        return name.value.value
    return f"<undecided at line {name.place.line}, column {name.place.column}>"


def _doubt(name: Held[Value]) -> Held[Value] | None:
    """The default of something whose name is computed."""
    match name.value:
        case Literal(str()):
            return None
        case Undecided(why):
            return Held(Undecided(f"its name is {why}"), name.place)
    return Held(Undecided("its name is no text"), name.place)


def _twice(name: Held[Value]) -> Held[Value]:
    why = f"declared once more, and not alike, at line {name.place.line}"
    return Held(Undecided(why), name.place)


def _offered(found: Parameter) -> Offered:
    return Offered(
        type=_plain(found.type),
        default=_plain(found.default),
        minimum=_plain(found.minimum),
        maximum=_plain(found.maximum),
        description=_plain(found.description) or "",
    )


def _leaves(found: Parameter) -> dict[str, Held[object] | None]:
    return {
        "type": found.type,
        "default": found.default,
        "minimum": found.minimum,
        "maximum": found.maximum,
        "description": found.description,
    }


def _slot(found: Data) -> Slot:
    default = None
    if found.datastore is not None and found.path is not None:
        default = DataPath(found.datastore.value, found.path.value)
    return Slot(found.role.value, found.kind.value, default)


def _plain(held: Held[T] | None) -> T | None:
    return None if held is None else held.value
