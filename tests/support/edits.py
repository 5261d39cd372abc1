"""Edits at an exact place: of JSON by a pointer, of Python by line and column."""

import ast
import json
from collections.abc import Callable
from typing import Any

from generator.diagnostics import Place
from generator.diagnostics.place import pointer


def at(text: str, place: Place) -> Any:
    """What stands at a place: the text there, or the JSON value."""
    if not place.pointer:
        return text.splitlines()[place.line - 1][place.column - 1 : place.end_column - 1]
    value = json.loads(text)
    for step in steps(place.pointer):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


# JSON ---------------------------------------------------------------------------------------------


def steps(at: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in at.split("/")[1:]]


def joined(way: list[str]) -> str:
    return pointer(tuple(way))


def edited(text: str, at: str, change: Callable[[Any, Any], object]) -> str:
    """A JSON text after a change of one member, which is given what holds it, and its key."""
    document = json.loads(text)
    holder = document
    *way, last = steps(at)
    for step in way:
        holder = holder[int(step)] if isinstance(holder, list) else holder[step]
    change(holder, int(last) if isinstance(holder, list) else last)
    return printed(document)


def printed(document: object) -> str:
    return json.dumps(document, indent=2) + "\n"


def with_new(text: str, at: str, value: object) -> str:
    """The text with one more member in an object, or one more item in a list."""

    def add(holder: Any, key: Any) -> None:
        if isinstance(holder, list):
            holder.insert(key, value)
        else:
            assert key not in holder
            holder[key] = value

    return edited(text, at, add)


def with_value(text: str, at: str, value: object) -> str:
    return edited(text, at, lambda holder, key: holder.__setitem__(key, value))


def without(text: str, at: str) -> str:
    return edited(text, at, lambda holder, key: holder.__delitem__(key))


def renamed(text: str, at: str, name: str) -> str:
    """The text with another key for one member, in the same place."""

    def rename(holder: dict[str, object], key: str) -> None:
        members = {name if each == key else each: value for each, value in holder.items()}
        holder.clear()
        holder.update(members)

    return edited(text, at, rename)


# Python -------------------------------------------------------------------------------------------


def replaced(text: str, place: Place, new: str) -> str:
    """A text with something else at a place."""
    lines = text.split("\n")
    line = lines[place.line - 1]
    lines[place.line - 1] = line[: place.column - 1] + new + line[place.end_column - 1 :]
    return "\n".join(lines)


def stripped(text: str) -> str:
    """Python code without its comments and its layout."""
    return ast.unparse(ast.parse(text)) + "\n"


def without_node(text: str, place: Place) -> str:
    """Python code without what stands at a place: an argument, a key of a dict, a statement."""
    tree = ast.parse(text)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    node = next(node for node in ast.walk(tree) if _stands(node, place))
    _remove(node, parents)
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def _stands(node: ast.AST, place: Place) -> bool:
    if not isinstance(node, ast.expr | ast.arg):
        return False
    length = len(node.arg) if isinstance(node, ast.arg) else (node.end_col_offset or 0)
    end = node.col_offset + length if isinstance(node, ast.arg) else length
    start = (node.lineno, node.col_offset + 1)
    return start == (place.line, place.column) and end == place.end_column - 1


def _remove(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> None:
    parent = parents[node]
    match parent:
        case ast.keyword():
            call = parents[parent]
            assert isinstance(call, ast.Call)
            call.keywords.remove(parent)
        case ast.Dict():
            index = next(i for i, key in enumerate(parent.keys) if key is node)
            del parent.keys[index], parent.values[index]
        case ast.arguments():
            assert isinstance(node, ast.arg)
            parent.args.remove(node)
        case ast.Call() if node in parent.args:
            assert isinstance(node, ast.expr)
            parent.args.remove(node)
        case ast.Tuple():
            assert isinstance(node, ast.expr)
            parent.elts.remove(node)
        case _:
            statement: ast.AST = parent
            while not isinstance(statement, ast.stmt):
                statement = parents[statement]
            body = parents[statement]
            assert isinstance(body, ast.FunctionDef | ast.Module)
            assert isinstance(statement, ast.stmt)
            body.body.remove(statement)
