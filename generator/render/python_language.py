"""Python: every value is one literal, where Python's own parser says that an expression stands."""

import ast
import keyword
import re
from collections.abc import Iterator

from generator.render.docstring import WIDTH, Docstring, docstring_source
from generator.render.language import NAME, Language
from generator.render.marks import PLACE, Rendered, content, placeholder
from generator.render.plain import Convert, Plain, as_plain
from generator.render.text import escaped

OLDEST = (3, 11)
"""The oldest Python that runs generated files."""

_LITERAL, _DOCSTRING = "l", "d"
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

# Where a literal would bind otherwise than the name that is parsed in its place: -1 ** 2, 1.real.
_OPERANDS = {
    (ast.Attribute, "value"),
    (ast.Subscript, "value"),
    (ast.Call, "func"),
    (ast.Await, "value"),
    (ast.MatchClass, "cls"),
}


def _encode(value: object, convert: Convert) -> str:
    if isinstance(value, Docstring):
        as_plain(str(value), convert, text_keys=False)
        return placeholder(_DOCSTRING, value)
    return placeholder(_LITERAL, literal(as_plain(value, convert, text_keys=False)))


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
)


def module(rendered: Rendered) -> str:
    """The module that a template printed, laid out by black.

    Raises:
        TemplateFault: The output is not Python, or a value does not stand where Python takes an
            expression.
    """
    rendered.refuse_touching()
    text = rendered.text
    places = dict(_places(_parsed(rendered, text)))
    for place in PLACE.finditer(text):
        problem = _problem(text, place, places.get(_position(text, place.start())))
        if problem:
            raise rendered.fault(place.start(), problem)
    return _laid_out(PLACE.sub(_filled, text))


def _parsed(rendered: Rendered, text: str) -> ast.Module:
    try:
        return ast.parse(text, feature_version=OLDEST)
    except SyntaxError as error:
        line = max(error.lineno or 1, 1) - 1
        shown = PLACE.sub(_filled, text.split("\n")[line]).strip()
        message = f"the output is not Python ({error.msg}): {shown:.80}; correct the template"
        offset = rendered.offset(line, max(error.offset or 1, 1) - 1)
        raise rendered.fault(offset, message) from error


def _places(tree: ast.AST) -> Iterator[tuple[tuple[int, int], tuple[ast.AST, str]]]:
    """Line and column of each placeholder that is an expression, with its parent and role there."""
    for field, children in ast.iter_fields(tree):
        for child in children if isinstance(children, list) else [children]:
            if isinstance(child, ast.Name) and PLACE.fullmatch(child.id):
                if isinstance(child.ctx, ast.Load):
                    yield (child.lineno, child.col_offset), (tree, field)
            elif isinstance(child, ast.AST) and not isinstance(child, ast.JoinedStr):
                yield from _places(child)


def _position(text: str, offset: int) -> tuple[int, int]:
    """The line, and the column in bytes, as `ast` counts them."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, len(text[start:offset].encode())


def _problem(text: str, place: re.Match[str], where: tuple[ast.AST, str] | None) -> str:
    """What is wrong with the place of a value, or ""."""
    if where is None:
        return "a value can only stand where Python takes an expression; use the filter name"
    parent, field = where
    power = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow) and field == "left"
    if power or (type(parent), field) in _OPERANDS:
        return "nothing can be done with a value where it stands; assign it to a name first"
    is_statement = isinstance(parent, ast.Expr)
    if place[1] == _LITERAL:
        return "a value is no statement; assign it, or make it a Docstring" if is_statement else ""
    line_start = text.rfind("\n", 0, place.start()) + 1
    if is_statement and not text[line_start : place.start()].strip(" "):
        return ""
    return "a Docstring stands on a line of its own; elsewhere, hand over plain text"


def _filled(place: re.Match[str]) -> str:
    if place[1] == _LITERAL:
        return content(place)
    column = place.start() - place.string.rfind("\n", 0, place.start()) - 1
    return docstring_source(content(place), column)


def _laid_out(source: str) -> str:
    # Takes longer to import than all the rest, and only Python files need it.
    from black import format_str
    from black.mode import Mode, TargetVersion

    oldest = TargetVersion[f"PY{OLDEST[0]}{OLDEST[1]}"]
    return format_str(source, mode=Mode(target_versions={oldest}, line_length=WIDTH))
