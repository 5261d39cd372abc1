"""The forms that values of a spec can have, with their patterns and their words for people."""

import re
from datetime import UTC, date, datetime
from typing import Annotated

from msgspec import Struct

from generator.contract.values import Scalar


class Text(Struct, frozen=True):
    """Text of a certain form. `about` completes "is not ..." in a diagnostic."""

    pattern: str = ""
    about: str = "text"
    maximum: int = 1_000
    minimum: int = 1
    lines: bool = False


class Range(Struct, frozen=True):
    """Bounds of a number, both included."""

    minimum: float | None = None
    maximum: float | None = None


class Anything(Struct, frozen=True):
    """Data whose form belongs to Data Factory; only in them YAML's own types count."""


Data = Annotated[object, Anything()]


class Duration(Struct, frozen=True):
    """A span of time, written as 30s, 10m, 12h or 7d."""

    seconds: int

    PATTERN = "^[1-9][0-9]{0,5}[smhd]$"
    ABOUT = "a span of time such as 30s, 10m, 12h or 7d"

    @classmethod
    def read(cls, text: str) -> "Duration":
        """The duration of a text that fits the pattern."""
        return cls(int(text[:-1]) * {"s": 1, "m": 60, "h": 3_600, "d": 86_400}[text[-1]])

    @property
    def text(self) -> str:
        """The duration as a spec writes it, in its largest whole unit."""
        for unit, seconds in (("d", 86_400), ("h", 3_600), ("m", 60)):
            if self.seconds % seconds == 0:
                return f"{self.seconds // seconds}{unit}"
        return f"{self.seconds}s"

    def timespan(self) -> str:
        """The duration as Data Factory writes it, d.hh:mm:ss."""
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        days, hours = divmod(hours, 24)
        return f"{days}.{hours:02}:{minutes:02}:{seconds:02}"


class Moment(Struct, frozen=True):
    """A date and time: 2026-01-01T06:00:00Z is UTC, without Z it is a zone's own time."""

    text: str

    PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z?$"
    ABOUT = "a date and time such as 2026-01-01T06:00:00Z"

    @classmethod
    def read(cls, text: str) -> "Moment":
        """The moment of a text that fits. Raises ValueError for the 30th of February."""
        datetime.fromisoformat(text)
        return cls(text)

    @property
    def utc(self) -> bool:
        return self.text.endswith("Z")

    def before(self, other: "Moment") -> bool:
        """Whether this one is the earlier, both taken in one zone."""
        mine, theirs = (
            datetime.fromisoformat(m.text.rstrip("Z")).replace(tzinfo=UTC) for m in (self, other)
        )
        return mine < theirs

    def ago(self, today: date) -> int:
        """How many days before a day this one was; less than 1 if it was not."""
        return (today - datetime.fromisoformat(self.text.rstrip("Z")).date()).days


class Offset(Struct, frozen=True):
    """A span of time that may lead back: -1d, 2h."""

    seconds: int

    PATTERN = "^-?[1-9][0-9]{0,5}[smhd]$"
    ABOUT = "a span of time such as -1d or 2h"

    @classmethod
    def read(cls, text: str) -> "Offset":
        """The offset of a text that fits the pattern."""
        seconds = Duration.read(text.removeprefix("-")).seconds
        return cls(-seconds if text.startswith("-") else seconds)

    def timespan(self) -> str:
        """The offset as Data Factory writes it, -d.hh:mm:ss."""
        return "-" * (self.seconds < 0) + Duration(abs(self.seconds)).timespan()


Timed = Duration | Moment | Offset
TIMED = (Duration, Moment, Offset)


class Raw(Struct, frozen=True):
    """A scalar whose type another value gives: its text, and whether it stood without quotes."""

    text: str
    plain: bool


_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def integer(text: str) -> int | None:
    """An integer as the YAML 1.2 core schema writes it, or None."""
    if not _INTEGER.fullmatch(text) or len(text) > 20:
        return None
    if text.startswith(("0o", "0x")):
        return int(text, 0)
    return int(text)


def number(text: str) -> float | None:
    """A finite number as the YAML 1.2 core schema writes it, or None. An integer is one too."""
    if (whole := integer(text)) is not None:
        return whole
    if not _FLOAT.fullmatch(text):
        return None
    value = float(text)
    return value if abs(value) != float("inf") else None


_BOOLEANS = dict.fromkeys(("true", "True", "TRUE"), True) | dict.fromkeys(
    ("false", "False", "FALSE"), False
)


def boolean(text: str) -> bool | None:
    """A boolean as the YAML 1.2 core schema writes it, or None."""
    return _BOOLEANS.get(text)


def core(raw: Raw) -> Scalar | None:
    """What a scalar is in the YAML 1.2 core schema, where nothing else gives its type."""
    if not raw.plain:
        return raw.text
    if raw.text in NULLS:
        return None
    for reading in (boolean, integer, number):
        if (value := reading(raw.text)) is not None:
            return value
    return raw.text


IDENTIFIER = "^[a-z][a-z0-9_]*$"
Name = Annotated[
    str, Text(IDENTIFIER, "a name of small letters, digits and _ that begins with a letter", 60)
]
ActivityName = Annotated[
    str,
    Text(
        r"^[A-Za-z0-9_][^.+?/<>*%&:\\{}@\[\]\n]*$",
        "an activity's name: a letter, a digit or _ first, "
        r"none of . + ? / < > * % & : \ { } @ [ ]",
        55,
    ),
]
EndpointName = Annotated[
    str,
    Text("^[a-z][a-z0-9-]*[a-z0-9]$", "a name of small letters, digits and dashes", 32, 3),
]
Guid = Annotated[
    str,
    Text(
        "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
        "a GUID such as 00000000-0000-0000-0000-000000000000",
    ),
]
FilePath = Annotated[
    str, Text(r"^[A-Za-z0-9_][A-Za-z0-9_.-]*$", "the name of a file, without a folder", 100)
]
_FIXED = r"[A-Za-z0-9_=-][A-Za-z0-9_.=-]*"
_HOLE = r"\{[a-z][a-z0-9_]*\}"
_VARYING = rf"[A-Za-z0-9_.=-]*({_HOLE}[A-Za-z0-9_.=-]*)+"
DataPathText = Annotated[
    str,
    Text(
        rf"^({_FIXED}|{_VARYING})(/({_FIXED}|{_VARYING}))*$",
        "a path of letters, digits, _ . = - and {parameters} between single slashes",
        500,
    ),
]
Sentence = Annotated[str, Text("", "text", 1_000, 0, lines=True)]
ColumnName = Annotated[str, Text("", "the name of a column", 200)]
