"""What was expected and what was found, in the words of diagnostics."""

import re
from collections.abc import Callable, Collection, Iterable
from collections.abc import Mapping as AbstractMapping
from enum import StrEnum
from typing import cast, get_origin

from generator.spec.forms import NULLS, TIMED, Duration, Moment, Range, Text, Timed, number
from generator.spec.hints import Hint, is_choice, is_record, parts, unwrapped, word
from generator.spec.nodes import Mapping, Node, Scalar, Sequence
from generator.spec.record import Key
from generator.spec.tags import Union

_SIMPLE = {int: "an integer", float: "a number", bool: "true or false", str: "text"}


def expected(hint: Hint) -> str:
    """What can stand at a place of a type."""
    kind, constraint = unwrapped(hint)
    if isinstance(constraint, Text):
        return constraint.about
    if kind in _SIMPLE:
        return _simple(kind, constraint)
    if kind in TIMED:
        return kind.ABOUT
    if (only := word(kind)) is not None:
        return only
    if is_choice(kind):
        return choices(cast("type[StrEnum]", kind))
    if get_origin(kind) is tuple:
        return "a sequence"
    if get_origin(kind) is AbstractMapping:
        return "a mapping"
    if parts(kind):
        return "a mapping of keys"
    if is_record(kind):
        needed = [f"{name}: ..." for name, item in kind.keys.items() if item.required]
        return f"{{{', '.join(needed)}}}" if 0 < len(needed) < 4 else "a mapping of keys"
    return "a single value"


def _simple(kind: Hint, constraint: object) -> str:
    if isinstance(constraint, Range) and constraint.minimum == constraint.maximum is not None:
        return str(constraint.minimum)
    return _SIMPLE[cast("type", kind)] + _bounds(constraint)


def found(node: Node) -> str:
    """What stands at a place instead."""
    if isinstance(node, Mapping):
        return "a mapping"
    if isinstance(node, Sequence):
        return "a sequence"
    if is_nothing(node):
        return "nothing"
    return quoted(node.text, node.plain)


def quoted(text: str, plain: bool) -> str:
    """A scalar as it was found; what stands in quotes is text, whatever it looks like."""
    return shortened(text) if plain else f"the text {shortened(text)}"


def is_nothing(node: Node) -> bool:
    """Whether nothing stands there, or a word for it."""
    return isinstance(node, Scalar) and node.plain and node.text in NULLS


def shortened(text: str) -> str:
    """Text as a diagnostic quotes it: never a wall."""
    return repr(text if len(text) <= 60 else text[:57] + "...")


def choices(kind: type[StrEnum]) -> str:
    """The words of an enumeration."""
    return one_of([member.value for member in kind])


def one_of(words: Collection[str]) -> str:
    """Some words to choose from."""
    listed = ", ".join(words)
    return f"one of {listed}" if len(words) > 1 else listed


def classes_with(name: str, of: Union | None) -> str:
    """Those of a union's words whose classes have a key, as "type: schedule"; "" if none has."""
    classes = {} if of is None else of.classes
    having = [tag for tag, cls in classes.items() if name in cls.keys]
    return f"`{of.key}: {' or '.join(having)}`" if of and having else ""


def span(allowed: Range) -> str:
    """Which spans of time are allowed; bounds are in seconds."""
    low, high = (Duration(int(bound or 0)).text for bound in (allowed.minimum, allowed.maximum))
    return f"{low} to {high}"


def addition(name: str, item: Key, hint: Hint) -> str:
    """What to add where a required key is missing."""
    kind, _ = unwrapped(hint)
    about = expected(hint) if is_choice(kind) or kind in TIMED else item.about
    return f"add `{name}: ...`, {about[0].lower()}{about[1:].rstrip('.')}"


def count(allowed: Range) -> str:
    """How many entries a mapping can have."""
    low, high = f"{allowed.minimum:g}", f"{allowed.maximum:g}"
    if low == high:
        return f"exactly {low} entry" if low == "1" else f"exactly {low} entries"
    return f"{low} to {high} entries"


# the right spelling -------------------------------------------------------------------------------

_YES_NO = dict.fromkeys(("yes", "y", "on"), "true") | dict.fromkeys(("no", "n", "off"), "false")


def primitive_instead(text: str, plain: bool, reading: Callable[[str], object]) -> str:
    """How a number or a boolean is written that is not written so; "" if it is none."""
    if not plain and reading(text) is not None:
        return "drop the quotes"
    whole = number(text)
    digits = f"{whole:.0f}" if whole is not None and whole % 1 == 0 else re.sub("[_ ]", "", text)
    for candidate in (text.lower(), _YES_NO.get(text.lower(), ""), digits):
        if candidate != text and reading(candidate) is not None:
            return f"write {candidate}"
    return ""


def text_instead(text: str, form: Text) -> str:
    """The nearest text of a form, if spelling alone keeps it from being one; else ""."""
    slashes = "/".join(part.strip() for part in text.split("/") if part.strip())
    candidates = [re.sub(r"\s", "", text), text.lstrip("/"), slashes]
    candidates += [text.replace("_", "-"), text.lower()]
    if not re.search(form.pattern, "Aaa"):  # only where no capitals can stand
        candidates += [text.rpartition("/")[2]]
        candidates += [re.sub("[^a-z0-9]+", by, text.lower()).strip("_-") for by in ("_", "-", "")]
    longest = min(form.maximum, 100)
    return _meant(c for c in candidates if form.minimum <= len(c) <= longest and _fits(form, c))


def timed_instead(kind: type[Timed], text: str) -> str:
    """The nearest span or time, if spelling alone keeps text from being one; else ""."""
    if kind is not Moment:
        candidates = [text.replace(" ", "").lower(), f"{text}s"]
    else:
        joined = text.strip().replace(" ", "T")
        candidates = [joined, f"{joined}:00", f"{joined}T00:00:00"]
    return _meant(c for c in candidates if re.fullmatch(kind.PATTERN, c))


def _meant(candidates: Iterable[str]) -> str:
    return next((f"did you mean {candidate!r}?" for candidate in candidates), "")


def _fits(form: Text, text: str) -> bool:
    return re.search(form.pattern, text) is not None


def _bounds(constraint: object) -> str:
    if not isinstance(constraint, Range):
        return ""
    low, high = constraint.minimum, constraint.maximum
    if low is not None and high is not None:
        return f" from {low:,} to {high:,}"
    if low is not None:
        return f" of at least {low:,}"
    return "" if high is None else f" of at most {high:,}"
