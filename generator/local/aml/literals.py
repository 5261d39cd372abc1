"""Values of parameters: as text, and whether they are of the type that is declared."""

import math
import re

from generator.contract.values import Json

_INTEGER = re.compile(r"[+-]?[0-9]+")
_BOOLEANS = ("true", "false")


def spelled(value: str | int | float | bool) -> str:
    """A value as the text that Data Factory and Azure ML make of it: "True", "1E-07", "1".

    Source: .NET's shortest text of a double, which turns to exponents below 1E-04 and from 1E+15.
    """
    if isinstance(value, bool | str | int):
        return str(value)
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    digits, _, exponent = f"{value!r}".partition("e")
    if exponent:
        return f"{digits}E{int(exponent):+03d}"
    if abs(value) < 1e15:
        return digits
    mantissa = digits.removesuffix(".0").lstrip("-")
    fraction = mantissa[1:].rstrip("0")
    sign = "-" if value < 0 else ""
    return f"{sign}{mantissa[0]}{'.' + fraction if fraction else ''}E+{len(mantissa) - 1}"


def fault_of(value: Json, kind: str) -> str:
    """Why a value is none of a type of SDK v2, as "is no number: 'abc'"; "" if it is.

    Text counts as what it spells, since only text crosses the last hops.
    """
    if kind not in ("string", "integer", "number", "boolean"):
        return f"is data ({kind}), and is given {value!r}"
    good = {"string": _is_text, "integer": _is_integer, "number": _is_number, "boolean": _is_word}
    return "" if good[kind](value) else f"is no {kind}: {value!r}"


def _is_text(value: Json) -> bool:
    return isinstance(value, str | int | float)


def _is_integer(value: Json) -> bool:
    if isinstance(value, str):
        return _INTEGER.fullmatch(value) is not None
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Json) -> bool:
    if isinstance(value, str):
        try:
            return math.isfinite(float(value))
        except ValueError:
            return False
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_word(value: Json) -> bool:
    return value.lower() in _BOOLEANS if isinstance(value, str) else isinstance(value, bool)
