"""Times as text: .NET's standard and custom formats, in the culture of the service, en-US.

(.NET documentation, pages "Standard date and time format strings" and "Custom date and time format
strings".)
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from generator.expression.evaluation.faults import Refused
from generator.expression.evaluation.moment import HOUR, MINUTE, SECOND, Moment

ROUND_TRIP = "o"

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")

_ISO = "yyyy'-'MM'-'dd'T'HH':'mm':'ss"
_SHORT_DATE, _LONG_DATE = "M/d/yyyy", "dddd, MMMM d, yyyy"
_SHORT_TIME, _LONG_TIME = "h:mm tt", "h:mm:ss tt"
_RFC1123 = "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'"
_STANDARD: Mapping[str, str] = {
    "d": _SHORT_DATE,
    "D": _LONG_DATE,
    "f": f"{_LONG_DATE} {_SHORT_TIME}",
    "F": f"{_LONG_DATE} {_LONG_TIME}",
    "g": f"{_SHORT_DATE} {_SHORT_TIME}",
    "G": f"{_SHORT_DATE} {_LONG_TIME}",
    "m": "MMMM d",
    "M": "MMMM d",
    "o": f"{_ISO}'.'fffffffK",
    "O": f"{_ISO}'.'fffffffK",
    "r": _RFC1123,
    "R": _RFC1123,
    "s": _ISO,
    "t": _SHORT_TIME,
    "T": _LONG_TIME,
    "u": "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
    "U": f"{_LONG_DATE} {_LONG_TIME}",
    "y": "MMMM yyyy",
    "Y": "MMMM yyyy",
}
"""The custom format of each standard one."""

_Piece = str | Callable[[Moment], str]

_RUN = re.compile(r"([dfFghHKmMstyz])\1*")
_QUOTED = re.compile(r"(['\"])((?:\\.|(?!\1)[^\\])*)\1", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_SINGLE = re.compile(r"%([^%'\"\\])", re.DOTALL)
_LITERAL = re.compile(r"[^%'\"\\]", re.DOTALL)


@lru_cache(maxsize=1024)
def formatted(moment: Moment, form: str) -> str:
    """A time as text.

    Raises:
        Refused: the format is none.
    """
    if form in ("o", "O"):
        return round_trip(moment)
    text = ""
    for piece in _pieces(form):
        if isinstance(piece, str):
            text += piece
        elif added := piece(moment):
            text += added
        elif piece in _TRIMMED:
            text = text.removesuffix(".")
    return text


def round_trip(moment: Moment) -> str:
    """The format "o", with which most functions answer."""
    seconds, fraction = divmod(moment.of_day, SECOND)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    time = f"{hour:02}:{minute:02}:{second:02}.{fraction:07}"
    return f"{moment.date.isoformat()}T{time}{moment.kind.value}"


@lru_cache(maxsize=256)
def _pieces(form: str) -> tuple[_Piece, ...]:
    """The parts of a format: text as it is, and what makes text of a time."""
    if not form:
        form = "G"
    if len(form) == 1:
        if form not in _STANDARD:
            raise _no_format(form, f"'{form}' alone is none of {', '.join(_STANDARD)}")
        form = _STANDARD[form]
    pieces: list[_Piece] = []
    position = 0
    while position < len(form):
        piece, position = _piece(form, position)
        pieces.append(piece)
    return tuple(pieces)


def _piece(form: str, at: int) -> tuple[_Piece, int]:
    if found := _RUN.match(form, at):
        return _specifier(form, found[1], len(found[0])), found.end()
    if found := _QUOTED.match(form, at):
        return _ESCAPED.sub(r"\1", found[2]), found.end()
    if found := _ESCAPED.match(form, at):
        return found[1], found.end()
    if found := _SINGLE.match(form, at):
        letter = found[1]
        return (_specifier(form, letter, 1) if _RUN.match(letter) else letter), found.end()
    if found := _LITERAL.match(form, at):
        return found[0], found.end()
    what = "a quote is not closed" if form[at] in "'\"" else f"nothing follows the '{form[at]}'"
    raise _no_format(form, what)


def _specifier(form: str, letter: str, count: int) -> _Piece:
    if letter == "K":
        return lambda moment: moment.kind.value * count
    found = _SPECIFIERS[letter]
    if letter in "fF" and count > len(found):
        raise _no_format(form, f"more than {len(found)} '{letter}' in a row")
    if letter == "y" and count > len(found):
        return lambda moment: f"{moment.date.year:0{count}}"
    return found[min(count, len(found)) - 1]


def _no_format(form: str, why: str) -> Refused:
    return Refused(f"'{form}' is no date format: {why}")


def _hour(moment: Moment) -> int:
    return moment.of_day // HOUR


def _hour12(moment: Moment) -> int:
    return _hour(moment) % 12 or 12


def _minute(moment: Moment) -> int:
    return moment.of_day // MINUTE % 60


def _second(moment: Moment) -> int:
    return moment.of_day // SECOND % 60


def _half(moment: Moment) -> str:
    return "AM" if _hour(moment) < 12 else "PM"


def _fraction(digits: int) -> Callable[[Moment], str]:
    return lambda moment: f"{moment.of_day % SECOND:07}"[:digits]


def _trimmed(digits: int) -> Callable[[Moment], str]:
    return lambda moment: f"{moment.of_day % SECOND:07}"[:digits].rstrip("0")


_TRIMMED = tuple(map(_trimmed, range(1, 8)))
_SPECIFIERS: Mapping[str, tuple[Callable[[Moment], str], ...]] = {
    "d": (
        lambda moment: f"{moment.date.day}",
        lambda moment: f"{moment.date.day:02}",
        lambda moment: WEEKDAYS[moment.weekday][:3],
        lambda moment: WEEKDAYS[moment.weekday],
    ),
    "f": tuple(map(_fraction, range(1, 8))),
    "F": _TRIMMED,
    "g": (lambda _: "AD",),
    "h": (lambda moment: f"{_hour12(moment)}", lambda moment: f"{_hour12(moment):02}"),
    "H": (lambda moment: f"{_hour(moment)}", lambda moment: f"{_hour(moment):02}"),
    "m": (lambda moment: f"{_minute(moment)}", lambda moment: f"{_minute(moment):02}"),
    "M": (
        lambda moment: f"{moment.date.month}",
        lambda moment: f"{moment.date.month:02}",
        lambda moment: MONTHS[moment.date.month - 1][:3],
        lambda moment: MONTHS[moment.date.month - 1],
    ),
    "s": (lambda moment: f"{_second(moment)}", lambda moment: f"{_second(moment):02}"),
    "t": (lambda moment: _half(moment)[0], _half),
    "y": (
        lambda moment: f"{moment.date.year % 100}",
        lambda moment: f"{moment.date.year % 100:02}",
        lambda moment: f"{moment.date.year:03}",
    ),
    "z": (lambda _: "+0", lambda _: "+00", lambda _: "+00:00"),  # a zone is never kept: UTC
}
"""For each letter, what one of it writes, two of it, and so on; more are as the last."""
