"""Questions about one file: what a name stands for, where it comes from, what a call is given."""

import ast
from collections.abc import Iterator

from generator.aml.read.scopes import Scope, Scopes
from generator.aml.read.source import Source

Origins = frozenset[str]
"""Dotted names of one thing, one for each module from which it can be imported."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Program:
    """A Python file and its names."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.scopes = Scopes(source.tree)
        self._nodes = sorted(
            (node for node in self.scopes.scope_of if isinstance(node, ast.expr | ast.stmt)),
            key=lambda node: (node.lineno, node.col_offset),
        )
        self._loads: dict[str, list[ast.Name]] = {}
        for node in self._nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                self._loads.setdefault(node.id, []).append(node)

    def calls(self, origins: Origins) -> Iterator[ast.Call]:
        """The calls of one of these things, in the order of the file."""
        for node in self._nodes:
            if isinstance(node, ast.Call) and self.comes_from(node.func, origins):
                yield node

    def functions(self) -> Iterator[Function]:
        """The functions that the file defines, in its order."""
        return (node for node in self._nodes if isinstance(node, Function))

    def loads(self, target: ast.Name) -> Iterator[ast.Name]:
        """Where the value is used that a variable has."""
        scope, loads = self._scope(target), self._loads.get(target.id, [])
        return (node for node in loads if self._scope(node) is scope)

    def definition(self, node: ast.expr) -> ast.expr:
        """The expression that a name stands for, if it is assigned once; else the node itself.

        A name that is assigned more than once, or by anything but an assignment, stays a name.
        """
        passed: set[ast.expr] = set()
        while isinstance(node, ast.Name) and node not in passed:
            passed.add(node)
            scope = self._scope(node)
            bound = scope.bound[node.id] if scope else []
            if len(bound) != 1 or bound[0].value is None:
                break
            node = bound[0].value
        return node

    def comes_from(self, node: ast.expr, origins: Origins) -> bool:
        """Whether an expression is one of these things, under whatever name."""
        return not origins.isdisjoint(self.origins(node))

    def chain(self, node: ast.expr) -> Iterator[ast.expr]:
        """An expression, what it is an attribute of or a call of, and so on, each by definition."""
        passed: set[ast.expr] = set()
        node = self.definition(node)
        while node not in passed:
            yield node
            passed.add(node)
            if isinstance(node, ast.Attribute):
                node = self.definition(node.value)
            elif isinstance(node, ast.Call):
                node = self.definition(node.func)

    def origins(self, node: ast.expr) -> Origins:
        """What an expression can be, as dotted names such as "azureml.core.Datastore.get".

        There are several only where a name is imported from several modules. A name that the file
        does not bind comes from `builtins`, or from a module that is imported with a star.
        """
        attributes = ""
        for part in self.chain(node):
            match part:
                case ast.Attribute(attr=attribute):
                    attributes = f".{attribute}{attributes}"
                case ast.Name():
                    return frozenset(f"{root}{attributes}" for root in self._roots(part))
                case _:
                    break
        return frozenset()

    def _roots(self, node: ast.Name) -> list[str]:
        scope = self._scope(node)
        if scope is not None:
            return [bound.origin for bound in scope.bound[node.id] if bound.origin]
        scopes = self.scopes.scope_of[node].chain()
        modules = ("builtins", *(module for scope in scopes for module in scope.stars))
        return [f"{module}.{node.id}" for module in modules]

    def _scope(self, node: ast.Name) -> Scope | None:
        return self.scopes.scope_of[node].find(node.id)


def arguments(call: ast.Call, *names: str) -> dict[str, ast.expr]:
    """The arguments of a call by the names of the parameters that take them.

    What may be in a `*x` or a `**x` is given as `x`, which reads as something computed.

    Args:
        call: The call.
        names: The callee's parameters, in their order.
    """
    result: dict[str, ast.expr] = {}
    unpacked: ast.expr | None = None
    for name, value in zip(names, call.args, strict=False):
        if isinstance(value, ast.Starred):
            unpacked = value.value
            break
        result[name] = value
    for keyword in call.keywords:
        if keyword.arg is None:
            unpacked = keyword.value
        else:
            result[keyword.arg] = keyword.value
    return result if unpacked is None else dict.fromkeys(names, unpacked) | result
