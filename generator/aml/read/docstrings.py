"""Reads the descriptions of inputs out of a docstring, as azure-ai-ml does.

Source: `azure.ai.ml._utils.utils.parse_args_description_from_docstring` (azure-ai-ml 1.35).
"""

import ast
from collections.abc import Iterator

from generator.aml.read.program import Function
from generator.aml.read.source import Held, Source
from generator.diagnostics import Place


def descriptions(source: Source, function: Function) -> dict[str, Held[str]]:
    """The descriptions under "Args:" in the docstring of a function, by the names of its arguments.

    A line with a colon describes an argument, and a line without one continues that, up to an empty
    line. A description stands where its first line does.
    """
    docstring = _docstring(function)
    if docstring is None:
        return {}
    result: dict[str, Held[str]] = {}
    name = ""
    for number, line in _described(docstring):
        before, colon, text = line.partition(":")
        if colon:
            name = before.partition("(")[0].strip()
            result[name] = Held(text.strip(), _place(source, docstring, number, text.strip()))
        elif name in result:
            result[name] = Held(f"{result[name].value} {line}", result[name].place)
        else:
            break
    return result


def _docstring(function: Function) -> ast.Constant | None:
    match function.body[0]:
        case ast.Expr(value=ast.Constant(value=str()) as docstring):
            return docstring
    return None


def _described(docstring: ast.Constant) -> Iterator[tuple[int, str]]:
    """The numbered lines of a docstring between "Args:" and the next empty line."""
    inside = False
    for number, line in enumerate(str(docstring.value).splitlines()):
        if not line.strip():
            inside = False
        elif inside:
            yield number, line.strip()
        elif line.strip().lower() == "args:":
            inside = True


def _place(source: Source, docstring: ast.Constant, number: int, text: str) -> Place:
    """Where a line's text stands; where an escape hides that, where the docstring does."""
    line = source.lines[docstring.lineno - 1 + number]
    start = line.rfind(text)
    if not text or start < 0:
        return source.place(docstring)
    return Place(source.file, docstring.lineno + number, start + 1, start + 1 + len(text))
