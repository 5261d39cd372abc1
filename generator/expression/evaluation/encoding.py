"""The functions of base64, data URIs and text in addresses."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from msgspec import Struct

from generator.expression.evaluation.arguments import kind, string
from generator.expression.evaluation.binary import (
    OCTETS,
    as_binary,
    binary_object,
    binary_of,
    decoded,
    encoded,
    utf8,
)
from generator.expression.evaluation.faults import Refused
from generator.expression.evaluation.text_form import text_form
from generator.expression.values import Json

_DATA_URI = re.compile(
    r"data:(?P<type>(?!base64,)[^;,]+(?:;(?!base64,)[^;,]*)*)?(?P<base64>;?base64)?,(?P<data>.*)",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(r";\s*charset=([^;,]*)", re.IGNORECASE)
_ESCAPED = re.compile(r"(?:%u[0-9a-f]{4}|(?:%[0-9a-f]{2})+|\+)", re.IGNORECASE)
_PLAIN_TEXT = "text/plain"


def base64(value: Json) -> str:
    if binary := as_binary(value):
        return string(binary.encoded, f"the content of {kind(value)}")
    if isinstance(value, str | list | dict):
        return encoded(utf8(text_form(value)))
    raise Refused(f"takes a string, an object or an array, not {kind(value)}")


def base64_to_string(text: Json) -> str:
    return decoded(string(text, "the text")).decode("utf-8", "replace")


def base64_to_binary(text: Json) -> Json:
    content = string(text, "the text")
    decoded(content)
    return binary_object(OCTETS, content)


def binary(value: Json) -> Json:
    if found := as_binary(value):
        return _octets(found.text()) if found.is_xml() else found.as_object()
    if value is None:
        raise Refused("null has no content")
    return _octets(text_form(value))


def data_uri(value: Json) -> str:
    if found := as_binary(value):
        return f"data:{found.content_type};base64,{found.encoded}"
    if value is None:
        raise Refused("null has no content")
    media_type = _PLAIN_TEXT if isinstance(value, str) else "application/json"
    return f"data:{media_type};charset=utf-8;base64,{encoded(utf8(text_form(value)))}"


def data_uri_to_binary(uri: Json) -> Json:
    found = _data_uri(uri)
    if found.is_base64:
        return binary_object(found.content_type, found.data)
    return binary_of(found.content_type, unescaped(found.data))


def data_uri_to_string(uri: Json) -> str:
    found = _data_uri(uri)
    charset = _CHARSET.search(found.content_type)
    if charset and charset[1].lower() != "utf-8":
        raise Refused(f"the charset must be utf-8, not '{charset[1]}'")
    content = decoded(found.data) if found.is_base64 else unescaped(found.data)
    return content.decode("utf-8", "replace")


def uri_component(value: Json) -> str:
    return quote(utf8(text_form(value)), safe="")


def uri_component_to_binary(text: Json) -> Json:
    return binary_of(OCTETS, unescaped(string(text, "the text")))


def uri_component_to_string(text: Json) -> str:
    return unescaped(string(text, "the text")).decode("utf-8", "replace")


def unescaped(text: str) -> bytes:
    """The bytes that %xx and %uxxxx stand for, a space for +, and UTF-8 of everything else."""
    return b"".join(_bytes(text))


class _DataUri(Struct, frozen=True):
    content_type: str
    is_base64: bool
    data: str


def _data_uri(uri: Json) -> _DataUri:
    text = string(uri, "the data URI")
    found = _DATA_URI.fullmatch(text)
    if found is None:
        raise Refused(f"'{text}' is no data URI")
    return _DataUri(found["type"] or _PLAIN_TEXT, bool(found["base64"]), found["data"])


def _octets(text: str) -> Json:
    return binary_of(OCTETS, utf8(text))


def _bytes(text: str) -> Iterator[bytes]:
    end = 0
    for escape in _ESCAPED.finditer(text):
        yield utf8(text[end : escape.start()])
        yield _meaning(escape[0])
        end = escape.end()
    yield utf8(text[end:])


def _meaning(escape: str) -> bytes:
    if escape == "+":
        return b" "
    if escape[1] in "uU":
        return utf8(chr(int(escape[2:], 16)))
    return bytes.fromhex(escape.replace("%", ""))
