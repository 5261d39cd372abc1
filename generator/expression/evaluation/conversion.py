"""The functions that make one type of another."""

import re
from math import isfinite, isnan

from generator.expression.evaluation.arguments import LEAST, fits, kind
from generator.expression.evaluation.binary import as_binary
from generator.expression.evaluation.faults import Refused
from generator.expression.evaluation.json_reader import read_json
from generator.expression.evaluation.text_form import text_form
from generator.expression.values import Json

_SPACE = " \t\n\v\f\r"
_NUMBER = re.compile(r"[+-]?(?:[0-9][0-9,]*(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_SPECIAL = {"nan": "nan", "∞": "inf"}


def array(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def bool_(value: Json) -> bool:
    match value:
        case bool() | float():
            return value != 0
        case int() if fits(value):
            return value != 0
        case str():
            if (word := value.strip().lower()) in ("true", "false"):
                return word == "true"
            raise Refused(f"'{value}' is neither true nor false")
    raise Refused(f"{kind(value)} is neither true nor false")


def create_array(*values: Json) -> list[Json]:
    return [*values]


def float_(value: Json) -> float:
    match value:
        case bool() | float():
            return float(value)
        case int() if fits(value):
            return float(value)
        case str():
            return _parsed(value, trailing_sign=True)
    raise Refused(f"{_shown(value)} is no number")


def int_(value: Json) -> int:
    """An integer; on its way it is a float, so that digits behind the sixteenth get lost."""
    match value:
        case str():
            found = _parsed(value, trailing_sign=False)
        case _:
            found = float_(value)
    if isnan(found):
        return LEAST
    if not isfinite(found) or not fits(int(found)):
        raise Refused(f"{_shown(value)} does not fit into 64 bits")
    if int(found) != found:
        raise Refused(f"{_shown(value)} is no whole number")
    return int(found)


def json(value: Json) -> Json:
    if binary := as_binary(value):
        if binary.is_xml():
            from generator.expression.evaluation.markup.functions import json_of_xml

            return json_of_xml(binary.text())
        return read_json(binary.text())
    if isinstance(value, str):
        return read_json(value)
    raise Refused(f"takes a string or XML, not {kind(value)}")


def string(value: Json) -> str:
    return text_form(value)


def _parsed(text: str, *, trailing_sign: bool) -> float:
    """A number as .NET reads it: commas between digits count for nothing."""
    stripped = text.strip(_SPACE)
    if trailing_sign and stripped[-1:] in ("+", "-") and stripped[:1] not in ("+", "-"):
        stripped = stripped[-1] + stripped[:-1].rstrip(_SPACE)
    if _NUMBER.fullmatch(stripped):
        return float(stripped.replace(",", ""))
    bare = stripped.removeprefix("-") if stripped[:1] == "-" else stripped.removeprefix("+")
    if (special := _SPECIAL.get(bare.lower())) is None:
        raise Refused(f"'{text}' is no number")
    return float(("-" if stripped[:1] == "-" else "") + special)


def _shown(value: Json) -> str:
    return f"'{value}'" if isinstance(value, str) else kind(value)
