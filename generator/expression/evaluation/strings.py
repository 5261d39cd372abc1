"""The functions of text. Where they search, letter case counts in some and not in others."""

from uuid import uuid4

from generator.expression.context import ABSENT, Absent
from generator.expression.evaluation import utf16
from generator.expression.evaluation.arguments import integer, string, wrapped
from generator.expression.evaluation.faults import Refused
from generator.expression.evaluation.letter_case import folded, lower, upper
from generator.expression.evaluation.text_form import text_form
from generator.expression.values import Json

WHITE = "\t\n\v\f\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B)))
WHITE += "\u2028\u2029\u202f\u205f\u3000"
"""What .NET takes for white space. Python takes some control characters for it, too."""


def concat(*values: Json) -> str:
    return "".join(map(text_form, values))


def ends_with(text: Json, end: Json) -> bool:
    return _folded(text, "the text").endswith(_folded(end, "the end"))


def guid(form: Json = "D") -> str:
    value = uuid4()
    match string(form, "the format"):
        case "D":
            return str(value)
        case "N":
            return value.hex
        case "B":
            return f"{{{value}}}"
        case "P":
            return f"({value})"
        case "X":
            first, second, third = value.fields[:3]
            rest = ",".join(f"0x{byte:02x}" for byte in value.bytes[8:])
            return f"{{0x{first:08x},0x{second:04x},0x{third:04x},{{{rest}}}}}"
    raise Refused(f"the format must be N, D, B, P or X, not '{form}'")


def index_of(text: Json, searched: Json) -> int:
    whole = _folded(text, "the text")
    return utf16.position(whole, whole.find(_folded(searched, "what is searched")))


def last_index_of(text: Json, searched: Json) -> int:
    whole = _folded(text, "the text")
    return utf16.position(whole, whole.rfind(_folded(searched, "what is searched")))


def replace(text: Json, old: Json, new: Json) -> str:
    whole = string(text, "the text")
    found, instead = string(old, "the old text"), string(new, "the new text")
    if whole and not found:
        raise Refused("the old text must not be empty")
    return whole.replace(found, instead) if whole else whole


def split(text: Json, separator: Json) -> list[Json]:
    whole, between = string(text, "the text"), string(separator, "the separator")
    return [*(whole.split(between) if between else (whole,))]


def starts_with(text: Json, start: Json) -> bool:
    return _folded(text, "the text").startswith(_folded(start, "the start"))


def substring(text: Json, start: Json, length: Json | Absent = ABSENT) -> str:
    whole, begin = string(text, "the text"), wrapped(integer(start, "the start"))
    size = utf16.length(whole)
    if not 0 <= begin < size:
        raise Refused(f"the start {begin} is not inside a text of {size} characters")
    if isinstance(length, Absent):
        return utf16.part(whole, slice(begin, None))
    count = wrapped(integer(length, "the length"))
    if not 0 <= count <= size - begin:
        raise Refused(f"a length of {count} from {begin} on leaves a text of {size} characters")
    return utf16.part(whole, slice(begin, begin + count))


def to_lower(text: Json) -> str:
    return lower(string(text, "the text"))


def to_upper(text: Json) -> str:
    return upper(string(text, "the text"))


def trim(text: Json) -> str:
    return string(text, "the text").strip(WHITE)


def _folded(value: Json, what: str) -> str:
    return folded(string(value, what))
