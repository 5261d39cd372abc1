"""JSON: a template prints a document; its text is printed once, at the very end."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from json.encoder import encode_basestring as quoted_as_is
from json.encoder import encode_basestring_ascii as quoted

from generator.render.language import Language
from generator.render.marks import Rendered
from generator.render.plain import Convert, as_plain

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
"""A JSON document."""

_STRING = r'"(?:[^"\\\x01-\x1f])*"|"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"'
_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
_TOKENS = re.compile(rf"(?>{_STRING}|{_NUMBER}|true|false|null|[\[\]{{}}:,\s])*+")

# Cut at these, every second piece is a string; commas before a bracket in the others are trailing.
_STRINGS = re.compile(r'("(?:[^"\\]|\\.)*+")')
_TRAILING_COMMA = re.compile(r",(?=\s*[\]}])")


def _encode(value: object, convert: Convert) -> str:
    plain = as_plain(value, convert, text_keys=True)
    return quoted(plain) if isinstance(plain, str) else json.dumps(plain)


JSON = Language(
    title="JSON",
    suffixes=(".json.j2",),
    tokens=_TOKENS,
    encode=_encode,
    reserved=lambda _word: False,  # a name can stand inside quotes only
    between=" ",  # two pieces never grow into one number or word
)


class _KeyTwiceError(Exception):
    """An object has a key twice; where, is not told to whoever makes objects from pairs."""


def document(rendered: Rendered) -> Json:
    """The document that a template printed, without regard to trailing commas.

    Raises:
        TemplateFault: The output is not JSON, or an object has a key twice.
    """
    pieces = _STRINGS.split(rendered.text)
    pieces[::2] = [_TRAILING_COMMA.sub(" ", piece) for piece in pieces[::2]]
    try:
        result: Json = json.loads("".join(pieces), object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        message = f"the output is not JSON here ({error.msg}); correct the template"
        raise rendered.fault(error.pos, message) from error
    except _KeyTwiceError as error:
        offset, key = next(_keys_twice(pieces))
        message = f"an object has the key {key} twice; leave one of them out"
        raise rendered.fault(offset, message) from error
    except RecursionError as error:
        raise rendered.fault(0, "the output is nested too deeply; flatten it") from error
    return result


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    result = dict(pairs)
    if len(result) < len(pairs):
        raise _KeyTwiceError
    return result


def _keys_twice(pieces: list[str]) -> Iterator[tuple[int, str]]:
    """Offset and text of each key that its object has already; every second piece is a string."""
    offset, open_objects = 0, [set[str]()]
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            for bracket in re.findall(r"[\[\]{}]", piece):
                if bracket in "[{":
                    open_objects.append(set())
                else:
                    open_objects.pop()
        elif pieces[index + 1].lstrip().startswith(":"):
            key = json.loads(piece)
            if key in open_objects[-1]:
                yield offset, piece
            open_objects[-1].add(key)
        offset += len(piece)


def _printed(value: Json, end: str) -> str:
    """A value; `end` ends a line and indents the next.

    `json.dumps` takes ten times as long, as with an indent it is not written in C.
    """
    if isinstance(value, str):
        return quoted_as_is(value)
    inner = end + "\t"
    if isinstance(value, dict) and value:
        members = [f"{_key(name)}: {_printed(member, inner)}" for name, member in value.items()]
        return f"{{{inner}{f',{inner}'.join(members)}{end}}}"
    if isinstance(value, list | tuple) and value:
        items = [_printed(item, inner) for item in value]
        return f"[{inner}{f',{inner}'.join(items)}{end}]"
    return json.dumps(value, allow_nan=False)


def _key(name: object) -> str:
    if not isinstance(name, str):
        raise TypeError(f"{name!r} is no key of a JSON object, only text is")
    return quoted_as_is(name)


def json_pieces(document: Json, end: str = "\n", depth: int = 2) -> Iterator[str]:
    """What `print_json` gives, in pieces, for what is so large that it is made while it is printed.

    Args:
        document: the document; instead of a list it may have any sequence.
        end: what ends a line and indents the next.
        depth: how many levels are taken apart.
    """
    if not depth or isinstance(document, str) or not isinstance(document, Mapping | Sequence):
        yield _printed(document, end)
        return
    inner, comma = end + "\t", ""
    yield "{" if isinstance(document, Mapping) else "["
    for name, value in _members(document):
        yield comma + inner + name
        yield from json_pieces(value, inner, depth - 1)
        comma = ","
    yield end * bool(comma) + ("}" if isinstance(document, Mapping) else "]")


def _members(document: Mapping[str, Json] | Sequence[Json]) -> Iterator[tuple[str, Json]]:
    """What is in an object or a list, each with what stands before it."""
    if isinstance(document, Mapping):
        yield from ((f"{_key(name)}: ", value) for name, value in document.items())
    else:
        yield from (("", value) for value in document)


def print_json(document: Json) -> str:
    """A document as Data Factory Studio writes it to Git: tabs, no escapes, no newline at the end.

    Raises:
        ValueError: A number is not finite, or text holds half a character (a lone surrogate).
    """
    text = _printed(document, "\n")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(
            f"the document holds {text[error.start]!a}, half a character that no file can hold"
        ) from error
    return text
