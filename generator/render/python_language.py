"""Python: every value is one literal, where Python's own parser says that an expression stands."""

import keyword
import re
from collections.abc import Iterator, Sequence

from generator.render.docstring import Docstring
from generator.render.language import NAME, Language
from generator.render.layout import Skeleton
from generator.render.marks import Rendered, contents, placeholder, shape
from generator.render.placed_lines import DOCSTRING, LITERAL, NAMED
from generator.render.plain import Convert, Plain, as_plain
from generator.render.python_places import judged
from generator.render.text import escaped

_LONGEST, _PART = 78, 72
"""How long a string literal may be before it is broken, and how long its parts are then."""
_WORDS = re.compile(r"[^\n ]*[\n ]|[^\n ]+")


def _long(quote: str) -> str:
    return rf"{quote * 3}(?:(?!{quote * 3})[^\\])*+{quote * 3}|" + (
        rf"{quote * 3}(?:(?!{quote * 3})[^\\{NAME}]|\\[^{NAME}])*+{quote * 3}"
    )


def _short(quote: str) -> str:
    return rf"(?!{quote * 3}){quote}(?:[^\\\n{quote}]*+{quote}|" + (
        rf"(?:[^\\\n{quote}{NAME}]|\\[^{NAME}])*+{quote})"
    )


# A name is a word by itself, or a part of a word that cannot be a keyword or a number whatever the
# name is. It does not stand in a string with a backslash, which could reach into it.
_WORD = (
    rf"\w++(?![{NAME}\"'])|{NAME}(?![\w{NAME}\"'])"
    rf"|(?!\d)(?=[\w{NAME}]*[_0-9A-EG-MO-SU-Z])[\w{NAME}]++(?![\"'])"
)
_STRING = "|".join((_long('"'), _long("'"), _short('"'), _short("'")))
_TOKENS = re.compile(
    rf"(?>[bBfFrRuU]{{0,2}}(?:{_STRING})|{_WORD}|\#[^\n]*\n|[^\w{NAME}\"'\#\\])*+", re.DOTALL
)


def _encode(value: object, convert: Convert) -> str:
    if isinstance(value, Docstring):
        as_plain(str(value), convert, text_keys=False)
        return placeholder(DOCSTRING, value)
    return placeholder(LITERAL, literal(as_plain(value, convert, text_keys=False)))


def literal(value: Plain) -> str:
    """A value as a Python literal on one line, with the quotes that black would choose."""
    match value:
        case str():
            return _text(value)
        case float():
            return repr(value).replace("e+", "e")
        case list():
            return f"[{', '.join(map(literal, value))}]"
        case tuple():
            return f"({', '.join(map(literal, value))}{',' * (len(value) == 1)})"
        case dict():
            items = (f"{literal(key)}: {literal(item)}" for key, item in value.items())
            return f"{{{', '.join(items)}}}"
    return repr(value)


def _text(text: str) -> str:
    """A string literal; long text is several, broken at blanks and where it has line ends."""
    whole = _quoted(text)
    if len(whole) <= _LONGEST or len(parts := list(_parts(text))) == 1:
        return whole
    return f"({' '.join(map(_quoted, parts))})"


def _parts(text: str) -> Iterator[str]:
    part = ""
    for word in _WORDS.findall(text):
        if part and (part.endswith("\n") or len(_quoted(part + word)) > _PART):
            yield part
            part = ""
        part += word
    yield part


def _quoted(text: str) -> str:
    quote = "'" if text.count('"') > text.count("'") else '"'
    return quote + escaped(text).replace(quote, "\\" + quote) + quote


PYTHON = Language(
    title="Python",
    suffixes=(".py.j2",),
    tokens=_TOKENS,
    encode=_encode,
    reserved=keyword.iskeyword,
    named=lambda name: placeholder(NAMED, name),
)


_judged: dict[bytes, Skeleton] = {}
"""The skeletons of modules whose places were judged, by the shape of what was printed.

Whether a value may stand at a place has nothing to do with the value.
"""
_MOST = 2048


def module(rendered: Rendered) -> str:
    """The module that a template printed, laid out by black.

    Raises:
        TemplateFault: The output is not Python, or a value does not stand where Python takes an
            expression.
    """
    printed = shape(rendered.marked)
    skeleton = _judged.get(printed)
    if skeleton is None:
        skeleton = judged(rendered)
        if len(_judged) >= _MOST:
            _judged.clear()
        _judged[printed] = skeleton
    return _laid_out(skeleton, contents(rendered.marked))


def _laid_out(skeleton: Skeleton, values: Sequence[str]) -> str:
    return skeleton.laid_out(values)
