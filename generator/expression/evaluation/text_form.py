"""The text that the engine makes of a value, in string(), in concat() and in `@{...}`."""

from collections.abc import Iterable
from math import isfinite, isnan

from generator.expression.evaluation.arguments import fits
from generator.expression.evaluation.binary import as_binary
from generator.expression.evaluation.faults import Refused
from generator.expression.values import Json

_ESCAPES = {
    **{code: f"\\u{code:04x}" for code in (*range(0x20), 0x85, 0x2028, 0x2029)},
    **{
        ord(character): f"\\{letter}"
        for character, letter in zip("\b\t\n\f\r", "btnfr", strict=True)
    },
    ord('"'): '\\"',
    ord("\\"): "\\\\",
}


def text_form(value: Json) -> str:
    """A value as text: null is empty, true is True, arrays and objects are JSON.

    An object of binary content is the text of the content.

    Raises:
        Refused: an integer of more than 64 bits, or content that is not what it says.
    """
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "True" if value else "False"
        case int():
            if not fits(value):
                raise Refused("an integer of more than 64 bits cannot be written")
            return str(value)
        case float():
            return float_text(value)
        case dict() if binary := as_binary(value):
            return binary.text()
    return json_text(value)


def float_text(value: float) -> str:
    """A float as .NET writes it: the shortest digits that give it back, 1E+17 from there on."""
    if not isfinite(value):
        return "NaN" if isnan(value) else "Infinity" if value > 0 else "-Infinity"
    mantissa, _, exponent = f"{value!r}".partition("e")
    if not exponent and (abs(value) >= 1e-4 or value == 0):
        return mantissa.removesuffix(".0")
    sign = "-" * (value < 0)
    digits = mantissa.lstrip("-").replace(".", "")
    power = int(exponent)
    if 0 < power < 17:
        return sign + digits.ljust(power + 1, "0")
    point = f".{digits[1:]}".rstrip(".0") if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{point}E{power:+03}"


def json_text(value: Json) -> str:
    """A value as JSON without white space, as Newtonsoft writes it."""
    match value:
        case str():
            return quoted(value)
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return _json_float(value)
        case list():
            return f"[{_joined(json_text(each) for each in value)}]"
        case dict():
            members = (f"{quoted(name)}:{json_text(each)}" for name, each in value.items())
            return f"{{{_joined(members)}}}"


def quoted(text: str) -> str:
    """A string of JSON."""
    return f'"{text.translate(_ESCAPES)}"'


def _json_float(value: float) -> str:
    text = float_text(value)
    if not isfinite(value):
        return f'"{text}"'
    return text if set(text) & {".", "E"} else f"{text}.0"


def _joined(texts: Iterable[str]) -> str:
    return ",".join(texts)
