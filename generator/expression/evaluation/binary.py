"""Binary content: objects with the properties `$content-type` and `$content`."""

import base64
import re
from functools import lru_cache

from msgspec import Struct

from generator.expression.evaluation.faults import Refused
from generator.expression.values import Json

OCTETS = "application/octet-stream"
XML = "application/xml;charset=utf-8"

_TYPE, _CONTENT = "$content-type", "$content"
_BASE64 = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
_MEDIA_TYPE = re.compile(r"[^\s/;]+/[^\s/;]+\s*(?:;.*)?", re.DOTALL)
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^;\s\"]+)", re.IGNORECASE)
_CHARSETS = {
    "utf-8": "utf-8",
    "utf-16": "utf-16-le",
    "utf-16be": "utf-16-be",
    "utf-32": "utf-32-le",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "iso-8859-1": "latin-1",
    "latin1": "latin-1",
}
"""The codec of each charset that .NET knows without further packages."""


class Binary(Struct, frozen=True):
    """Content of some type; `encoded` is base64, as it was given."""

    content_type: Json
    encoded: Json

    def content(self) -> bytes:
        if not isinstance(self.encoded, str):
            raise Refused(f"the value of '{_CONTENT}' is not text")
        return decoded(self.encoded)

    def text(self) -> str:
        """The content in the charset that its type names, else UTF-8."""
        codec = _codec(self.content_type) if isinstance(self.content_type, str) else None
        if codec is None:
            raise Refused(
                f"the content type '{self.content_type}' is none, or of an unknown charset"
            )
        text = self.content().decode(codec, "replace")
        return text.replace("\ufffd", "?") if codec == "ascii" else text

    def as_object(self) -> dict[str, Json]:
        return {_TYPE: self.content_type, _CONTENT: self.encoded}

    def is_xml(self) -> bool:
        named = self.content_type
        return isinstance(named, str) and _media_type(named) == "application/xml"


def as_binary(value: Json) -> Binary | None:
    """The content that an object holds, if it has the two properties."""
    if not isinstance(value, dict) or len(value) < 2:
        return None
    found = {name.lower(): each for name, each in value.items()}
    if _TYPE not in found or found.get(_CONTENT) is None:
        return None
    return Binary(found[_TYPE], found[_CONTENT])


def binary_object(content_type: str, encoded: str) -> dict[str, Json]:
    """The object for content that is base64 already."""
    return {_TYPE: content_type, _CONTENT: encoded}


def binary_of(content_type: str, content: bytes) -> dict[str, Json]:
    """The object for content."""
    return binary_object(content_type, encoded(content))


def encoded(content: bytes) -> str:
    """Base64."""
    return base64.b64encode(content).decode()


def decoded(text: str) -> bytes:
    """The content of base64; white space in it counts for nothing, padding must be complete."""
    compact = re.sub(r"[ \t\r\n]", "", text)
    if not _BASE64.fullmatch(compact):
        raise Refused("the text is not base64")
    return base64.b64decode(compact)


def utf8(text: str) -> bytes:
    """Text in UTF-8; halves of a surrogate pair that stand alone become U+FFFD."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", "\ufffd", text).encode()


@lru_cache(maxsize=64)
def _codec(content_type: str) -> str | None:
    """The codec of a content type; None if it is none, or its charset is not known."""
    if not _MEDIA_TYPE.fullmatch(content_type):
        return None
    charset = _CHARSET.search(content_type)
    return _CHARSETS.get(charset[1].lower() if charset else "utf-8")


def _media_type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()
