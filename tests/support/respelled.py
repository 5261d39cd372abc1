"""The same contract in other words: edits of JSON and of Python that change nothing of it."""

import ast
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import black

Respelling = Callable[[str], str]


# JSON ---------------------------------------------------------------------------------------------


def _json(change: Callable[[Any], Any], **layout: Any) -> Respelling:
    """A change of whatever stands in a document, from the inside out."""

    def walked(data: Any) -> Any:
        if isinstance(data, dict):
            data = {name: walked(inner) for name, inner in data.items()}
        elif isinstance(data, list):
            data = [walked(inner) for inner in data]
        return change(data)

    return lambda text: json.dumps(walked(json.loads(text)), **({"indent": 4} | layout))


def _backwards(data: Any) -> Any:
    return dict(reversed(data.items())) if isinstance(data, dict) else data


def _is_expression(data: Any) -> bool:
    return isinstance(data, str) and data.startswith("@") and data[1:2] != "@"


def _spaced(data: Any) -> Any:
    """An expression with blanks, in other letters, and with brackets for points."""
    if not _is_expression(data) or data.startswith("@{"):
        return data
    pieces = re.split(r"('(?:[^']|'')*')", data)
    pieces[::2] = [
        re.sub(r"\b[a-z]\w*(?=\()", lambda name: name[0].upper(), piece)
        .replace(",", " ,\n ")
        .replace("(", "( ")
        .replace(".parameters.", ".parameters . ")
        for piece in pieces[::2]
    ]
    return "".join(pieces)


def _bracketed(data: Any) -> Any:
    return (
        re.sub(r"\.parameters\.(\w+)", r".parameters['\1']", data) if _is_expression(data) else data
    )


def _as_text(data: Any) -> Any:
    if isinstance(data, dict) and data.keys() == {"value", "type"} and data["type"] == "Expression":
        return data["value"]
    return data


def _as_object(data: Any) -> Any:
    """Every expression as an object, those of an object that is there already excepted."""
    data = _as_text(data)
    if isinstance(data, dict):
        return {name: _wrapped(inner) for name, inner in data.items()}
    return data


def _wrapped(data: Any) -> Any:
    return {"type": "Expression", "value": data} if _is_expression(data) else data


def _decorated(data: Any) -> Any:
    """What only people and the factory itself look at."""
    if not isinstance(data, dict) or "typeProperties" not in data:
        return data
    extra: dict[str, Any] = {"description": "by hand", "annotations": ["hand"]}
    if "dependsOn" in data:
        extra |= {
            "userProperties": [{"name": "hand", "value": "@pipeline().RunId"}],
            "policy": {"timeout": "0.01:00:00", "retry": 3},
        }
    return {**data, **extra}


def _loud(data: Any) -> Any:
    """The factory's words for types in capitals."""
    if isinstance(data, dict) and isinstance(data.get("type"), str) and "value" not in data:
        word = data["type"]
        loud = word.upper() if word.lower() in ("string", "int", "float", "bool") else word
        return {**data, "type": loud}
    return data


_CAMEL = ("InputData", "OutputData", "JobInputType", "JobOutputType", "Uri", "Value")


def _camel(data: Any) -> Any:
    """The request body as the SDK writes it, and the settings of v1 as nobody does."""
    if not isinstance(data, dict):
        return data
    names = {name: name[0].lower() + name[1:] for name in _CAMEL} | {
        "mlPipelineParameters": "MLPipelineParameters",
        "dataPathAssignments": "DataPathAssignments",
        "DataStoreName": "dataStoreName",
        "RelativePath": "relativePath",
    }
    return {names.get(name, name): inner for name, inner in data.items()}


def _same(data: Any) -> Any:
    return data


FACTORY: Mapping[str, Respelling] = {
    "keys in another order": _json(_backwards),
    "another layout": _json(_same, indent=None, separators=(",", ":")),
    "escaped letters": lambda text: _json(_same, ensure_ascii=True)(text).replace("/", "\\/"),
    "blanks in expressions": _json(_spaced),
    "brackets in expressions": _json(_bracketed),
    "expressions as text": _json(_as_text),
    "expressions as objects": _json(_as_object),
    "notes and policies": _json(_decorated),
    "type words in capitals": _json(_loud),
    "names in other letters": _json(_camel),
}


# Python -------------------------------------------------------------------------------------------


def _code(*transformers: Callable[[], ast.NodeTransformer]) -> Respelling:
    def respelled(text: str) -> str:
        tree = ast.parse(text)
        for transformer in transformers:
            tree = transformer().visit(tree)
        return ast.unparse(ast.fix_missing_locations(tree)) + "\n"

    return respelled


def _laid_out(width: int) -> Respelling:
    mode = black.Mode(line_length=width, magic_trailing_comma=False)
    return lambda text: black.format_str(text, mode=mode)


class _OtherLocals(ast.NodeTransformer):
    """Other names for what functions and the module assign; arguments keep theirs."""

    def visit_Module(self, node: ast.Module) -> ast.Module:
        stored = {
            name.id
            for name in ast.walk(node)
            if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
        }
        taken = {each.arg for each in ast.walk(node) if isinstance(each, ast.arg)}
        for name in ast.walk(node):
            if isinstance(name, ast.Name) and name.id in stored - taken:
                name.id = f"renamed_{name.id}"
        return node


class _Constants(ast.NodeTransformer):
    """Every literal that is an argument or a key, as a constant of the module."""

    def __init__(self) -> None:
        self.assigned: list[ast.stmt] = []

    def visit_Module(self, node: ast.Module) -> ast.Module:
        self.generic_visit(node)
        start = next(
            i
            for i, statement in enumerate(node.body)
            if not isinstance(statement, ast.Expr | ast.Import | ast.ImportFrom)
        )
        node.body[start:start] = self.assigned
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.Expr:
        if not isinstance(node.value, ast.Constant):  # documentation stays
            self.generic_visit(node)
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if not isinstance(node.value, str | int | float):
            return node
        name = f"CONSTANT_{len(self.assigned)}"
        self.assigned.append(ast.Assign([ast.Name(name, ast.Store())], node))
        return ast.Name(name, ast.Load())


class _Positional(ast.NodeTransformer):
    """Keyword arguments of SDK v1 in their places."""

    PLACES: Mapping[str, str] = {
        "PipelineParameter": "default_value",
        "OutputFileDatasetConfig": "destination",
    }

    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        place = self.PLACES.get(node.func.id) if isinstance(node.func, ast.Name) else None
        for keyword in [each for each in node.keywords if each.arg == place]:
            node.keywords.remove(keyword)
            node.args.append(keyword.value)
        return node


class _KeywordsBackwards(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.Call:
        self.generic_visit(node)
        node.keywords.reverse()
        return node


class _Aliases(ast.NodeTransformer):
    """Everything that is imported from Azure ML under another name."""

    def visit_Module(self, node: ast.Module) -> ast.Module:
        aliases: dict[str, str] = {}
        for statement in node.body:
            if isinstance(statement, ast.ImportFrom) and (statement.module or "").startswith(
                "azure"
            ):
                for alias in statement.names:
                    alias.asname = aliases[alias.name] = f"Other{alias.name}"
        for name in ast.walk(node):
            if isinstance(name, ast.Name):
                name.id = aliases.get(name.id, name.id)
        return node


AML: Mapping[str, Respelling] = {
    "no comments": _code(),
    "more comments": lambda text: "# threshold = 0.9\n" + text.replace("\n", "  # a remark\n", 1),
    "narrow lines": _laid_out(40),
    "wide lines": _laid_out(200),
    "other variables": _code(_OtherLocals),
    "constants of the module": _code(_Constants),
    "arguments in their places": _code(_Positional),
    "arguments in another order": _code(_KeywordsBackwards),
    "other names for what is imported": _code(_Aliases),
    "all of it": _code(_OtherLocals, _Constants, _Positional, _KeywordsBackwards, _Aliases),
}
