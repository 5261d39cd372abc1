"""Whether an object that code makes gets to where it counts, or only into a text or nowhere."""

import ast

from generator.aml.read.program import Program

_TEXTS = frozenset(f"builtins.{name}" for name in ("str", "repr", "ascii", "format", "print"))
_TEXT_METHODS = ("format", "log", "debug", "info", "warning", "error", "exception", "critical")
_SHOWS = (ast.FormattedValue, ast.Compare, ast.UnaryOp, ast.Expr, ast.If, ast.While, ast.Assert)
_HOLDS = (ast.Tuple, ast.List, ast.Set, ast.Starred, ast.BoolOp, ast.ListComp, ast.SetComp)


def is_used(program: Program, node: ast.expr) -> bool:
    """Whether the value of an expression is handed on, as to a step.

    It is followed through names, lists, tuples, dicts and methods that are called on it. It is used
    as soon as it goes where the file cannot tell what becomes of it: into a call, an attribute, a
    `return`. It is not by being shown: in an f-string, by `str`, `print` or a logger.
    """
    return _Flow(program).reaches(node)


class _Flow:
    def __init__(self, program: Program) -> None:
        self._program = program
        self._parents = program.scopes.parent_of
        self._passed: set[tuple[ast.expr, object]] = set()

    def reaches(self, node: ast.expr, key: object = None) -> bool:
        """Whether `node`, or what a dict that is `node` holds under `key`, is handed on."""
        if (node, key) in self._passed:
            return False
        self._passed.add((node, key))
        parent = self._parents[node]
        if isinstance(parent, _SHOWS):
            return False
        if isinstance(parent, ast.Call | ast.keyword):
            return self._called(node, parent)
        if isinstance(parent, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.NamedExpr):
            return self._assigned(parent, key)
        return self._held(node, parent, key)

    def _called(self, node: ast.expr, parent: ast.Call | ast.keyword) -> bool:
        call = self._parents[parent] if isinstance(parent, ast.keyword) else parent
        if not isinstance(call, ast.Call):
            return True
        if call.func is node:
            return self.reaches(call)
        method = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        return method not in _TEXT_METHODS and not self._program.comes_from(call.func, _TEXTS)

    def _assigned(
        self, parent: ast.Assign | ast.AnnAssign | ast.AugAssign | ast.NamedExpr, key: object
    ) -> bool:
        targets = parent.targets if isinstance(parent, ast.Assign) else [parent.target]
        goes_on = isinstance(parent, ast.NamedExpr) and self.reaches(parent, key)
        return goes_on or any(self._stored(target, key) for target in targets)

    def _stored(self, target: ast.expr, key: object) -> bool:
        if not isinstance(target, ast.Name):
            return True
        return any(self.reaches(load, key) for load in self._program.loads(target))

    def _held(self, node: ast.expr, parent: ast.AST, key: object) -> bool:
        match parent:
            case ast.Tuple() | ast.List() if targets := self._unpacked(node, parent):
                return any(self._stored(target, key) for target in targets)
            case ast.Dict():
                return self.reaches(parent, _key_of(parent, node))
            case ast.Subscript(value=held, slice=index):
                other = isinstance(index, ast.Constant) and key not in (None, index.value)
                return held is node and not other and self.reaches(parent)
            case ast.Attribute():  # a method of it hands it on; its name, say, does not
                call = self._parents[parent]
                return isinstance(call, ast.Call) and call.func is parent and self.reaches(call)
            case ast.IfExp(test=test):
                return node is not test and self.reaches(parent)
            case ast.BinOp(op=operator):
                return not isinstance(operator, ast.Mod) and self.reaches(parent)
        return not isinstance(parent, _HOLDS) or self.reaches(parent)

    def _unpacked(self, node: ast.expr, parent: ast.Tuple | ast.List) -> list[ast.expr]:
        """The targets that get this element, where a tuple is assigned to a tuple of targets."""
        statement = self._parents[parent]
        if not isinstance(statement, ast.Assign):
            return []
        rows = (target.elts for target in statement.targets if isinstance(target, type(parent)))
        assigned = self._program.scopes.assigned
        return [target for row in rows for target in row if assigned(target) is node]


def _key_of(parent: ast.Dict, node: ast.expr) -> object:
    pairs = zip(parent.keys, parent.values, strict=True)
    return next(
        (key.value for key, value in pairs if value is node and isinstance(key, ast.Constant)), None
    )
