"""YAML: every value is one scalar that YAML 1.1 and YAML 1.2 read alike, where YAML reads a scalar.

A template prints scalars only; lists and mappings are written in block style with `for`.
"""

import json
import re
from collections.abc import Iterator

import yaml

from generator.render.language import NAME, Language
from generator.render.marks import (
    BORDER,
    PLACE,
    Rendered,
    bare,
    content,
    contents,
    placeholder,
    shape,
)
from generator.render.plain import Convert, Scalar, as_plain
from generator.render.text import escaped

_AT_START = r"(?<![^\s\[{,:])"
_COMMENT = r"(?<!\S)\#[^\n]*\n"
_STRING = rf"""{_AT_START}(?:"[^"\\]*"|"(?:[^"\\{NAME}]|\\[^{NAME}])*"|'(?:[^']|'')*')"""
# A name is not glued to a letter or a number, with which it could become `null` or 1e5.
_NAME = rf"(?<![A-Za-z0-9{NAME}])(?<![0-9]\.){NAME}(?![A-Za-z{NAME}])"
_OTHER = rf"(?!{_AT_START}[\"']|(?<!\S)\#)[^{NAME}]"
_TOKENS = re.compile(rf"(?>{_COMMENT}|{_STRING}|{_NAME}|{_OTHER})*+", re.DOTALL)

_WORD = r"[A-Za-z0-9_(][A-Za-z0-9_./+=<>@~^*()-]*(?::[A-Za-z0-9_./+=<>@~^*()-]+)*"
_BARE = re.compile(rf"(?=[A-Za-z_]){_WORD}(?: {_WORD})*")
_SCALAR, _NAMED = "s", "n"
"""The kinds of places."""
_NOT_TEXT = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def _is_reserved(word: str) -> bool:
    return word.lower() in _NOT_TEXT


def _encode(value: object, convert: Convert) -> str:
    plain = as_plain(value, convert, text_keys=True)
    if isinstance(plain, list | tuple | dict):
        raise TypeError(
            f"a {type(plain).__name__} cannot be printed in YAML, only a scalar;"
            " write it in block style with a for loop"
        )
    return placeholder(_SCALAR, json.dumps(plain, ensure_ascii=False))


def scalar(value: Scalar) -> str:
    """A value as a YAML scalar on one line that every version of YAML reads alike."""
    match value:
        case str():
            return value if _is_bare(value) else _quoted(value)
        case float():
            # YAML 1.1 wants a point and a sign: 1e16 is text to it.
            mantissa, e, exponent = repr(value).partition("e")
            return (mantissa if "." in mantissa else mantissa + ".0") + e + exponent
    return json.dumps(value)


def _is_bare(text: str) -> bool:
    return bool(_BARE.fullmatch(text)) and not _is_reserved(text)


def _quoted(text: str) -> str:
    return '"' + escaped(text).replace('"', '\\"') + '"'


YAML = Language(
    title="YAML",
    suffixes=(".yml.j2", ".yaml.j2"),
    tokens=_TOKENS,
    encode=_encode,
    reserved=_is_reserved,
    named=lambda name: placeholder(_NAMED, name),
)

_judged: dict[bytes, str] = {}
"""Documents without their values that are right with any, by the shape of what was printed.

Values are written so that they read alike wherever a scalar stands; only two keys may still be one.
"""
_MOST = 4096


def document_text(rendered: Rendered) -> str:
    """The YAML document that a template printed, as text.

    Raises:
        TemplateFault: The output is not one YAML document, a mapping has a key twice, or a value
            does not stand where YAML reads a scalar.
    """
    printed = shape(rendered.marked)
    text = _judged.get(printed)
    if text is None:
        text = bare(rendered.text)
        if _is_right_with_any(rendered) and len(_judged) < _MOST:
            _judged[printed] = text
    values = iter(contents(rendered.marked))
    return PLACE.sub(lambda place: _written(place, next(values)), text)


def _is_right_with_any(rendered: Rendered) -> bool:
    """Judge a document with its values; says whether other values would change nothing."""
    text = rendered.text
    root, data = _read(rendered, text)
    nodes = list(_nodes(rendered, root))
    scalars = {_span(node) for node in nodes if isinstance(node, yaml.ScalarNode)}
    for place in PLACE.finditer(text):
        if place[1] == _SCALAR and place.span() not in scalars:
            message = "a value can only stand where YAML reads a whole scalar; make it one value"
            raise rendered.fault(place.start(), message)
    mappings = [node for node in nodes if isinstance(node, yaml.MappingNode)]
    for mapping in mappings:
        _check_keys(rendered, mapping)
    result = PLACE.sub(lambda place: _written(place, content(place)), text)
    if repr(_read(rendered, result)[1]) != repr(_with_values(data)):
        message = "the output does not read back as the values in it; use lists and mappings only"
        raise rendered.fault(0, message)
    return not any(BORDER in str(key.value) for each in mappings for key, _ in each.value)


def _read(rendered: Rendered, text: str) -> tuple[yaml.Node | None, object]:
    """The tree and the data of a text that has the same lines as the output."""
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        return node, None if node is None else loader.construct_document(node)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problem = (getattr(error, "problem", None) or str(error)).replace(BORDER, "{{ … }}")
        mark = getattr(error, "problem_mark", None)
        message = f"the output is not YAML here ({problem}); correct the template"
        line, column = (mark.line, mark.column) if mark else (0, 0)
        raise rendered.fault(rendered.offset(line, column), message) from error
    finally:
        loader.dispose()


def _nodes(rendered: Rendered, root: yaml.Node | None) -> Iterator[yaml.Node]:
    """Every node of a tree. With aliases it is none, and may be without end."""
    waiting, seen = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if node is None:
            continue
        if id(node) in seen:
            message = "an alias stands for text elsewhere; write that text out"
            raise rendered.fault(node.start_mark.index, message)
        seen.add(id(node))
        yield node
        if isinstance(node, yaml.MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(node.value)


def _span(node: yaml.ScalarNode) -> tuple[int, int]:
    """Where a scalar stands, with its quotes, its tag and its anchor."""
    return node.start_mark.index, node.end_mark.index


def _check_keys(rendered: Rendered, mapping: yaml.MappingNode) -> None:
    seen = set[tuple[str, str]]()
    for key, _ in mapping.value:
        written = PLACE.sub(lambda place: _written(place, content(place)), str(key.value))
        read = yaml.compose(written, Loader=yaml.SafeLoader) if BORDER in str(key.value) else key
        identity = (read.tag, str(read.value)) if read else ("", "")
        if identity in seen:
            message = f"a mapping has the key {identity[1]!r:.60} twice; leave one of them out"
            raise rendered.fault(key.start_mark.index, message)
        seen.add(identity)


def _written(place: re.Match[str], value: str) -> str:
    """What stands at a place that has a value."""
    return value if place[1] == _NAMED else scalar(json.loads(value))


def _with_values(data: object) -> object:
    """Data that were read from placeholders, as they must read with the values in place."""
    if isinstance(data, dict):
        return {_with_values(key): _with_values(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_with_values(item) for item in data]
    if not isinstance(data, str):
        return data
    place = PLACE.fullmatch(data)
    if place and place[1] == _SCALAR:
        return json.loads(content(place))
    return PLACE.sub(content, data)
