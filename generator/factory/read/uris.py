"""URIs of data in a datastore of the AML workspace."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from generator.contract.model import DataPath
from generator.contract.values import Expression, Literal, Undecided, Value
from generator.expression import (
    Call,
    Constant,
    Interpolation,
    Node,
    SyntaxFault,
    Text,
    Whole,
    canonical,
    parse,
    quote,
)
from generator.expression.escapes import escape_braces

_IN_DATASTORE = re.compile(r"azureml://datastores/([^/]+)/paths/(.*)", re.DOTALL)

Start = tuple[str, Callable[[str], Value]]
"""Constant text that a value starts with, and what makes a value of the end of it and the rest."""


def data_path(uri: Value) -> DataPath:
    """The datastore and the path that `azureml://datastores/<datastore>/paths/<path>` names.

    Of an expression, the constant text at its start has to name the datastore; the path is then an
    expression for the rest. Of any other URI nobody can say whether and where it is in a datastore
    of the workspace: the datastore is undecided, and the path is the whole of it.
    """
    text, followed = _start(uri)
    found = _IN_DATASTORE.fullmatch(text)
    if found is None:
        return DataPath(Undecided("not named by the URI"), uri)
    datastore, path = found.groups()
    return DataPath(Literal(datastore), followed(path))


def _start(uri: Value) -> Start:
    match uri:
        case Literal(str() as text):
            return text, Literal
        case Expression(text):
            try:
                return _start_of_expression(text)
            except SyntaxFault:
                return "", Literal
    return "", Literal


def _start_of_expression(text: str) -> Start:
    match parse(text):
        case Whole(Call("concat", arguments, ())):
            texts = _leading_texts(arguments)
            rest = [text[node.start : node.end] for node in arguments[len(texts) :]]
            return "".join(texts), partial(_concatenated, rest)
        case Interpolation((Text() as first, *_)):
            return first.value, partial(_interpolated, text[first.end :])
    return "", Literal


def _leading_texts(arguments: Sequence[Node]) -> list[str]:
    texts: list[str] = []
    for node in arguments:
        match node:
            case Constant(str() as text):
                texts.append(text)
            case _:
                break
    return texts


def _concatenated(rest: Sequence[str], start: str) -> Value:
    """The value of concat(start, *rest)."""
    if not rest:
        return Literal(start)
    pieces = [quote(start), *rest] if start else rest
    whole = pieces[0] if len(pieces) == 1 else f"concat({','.join(pieces)})"
    return Expression(canonical("@" + whole))


def _interpolated(rest: str, start: str) -> Value:
    """The value of the text `start` before a string with expressions in it."""
    # Text cannot start with "@" before an expression: "@" makes all of a string one expression.
    kept = f"@{{{quote(start)}}}" if start.startswith("@") else escape_braces(start)
    return Expression(canonical(kept + rest))
