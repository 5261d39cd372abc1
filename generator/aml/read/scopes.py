"""Who binds a name: the scopes of a file, and all the ways in which each name gets its value."""

import ast
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

_COMPREHENSION = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_DEFINITION = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_SEQUENCE = (ast.Tuple, ast.List)


class Bound(Struct, frozen=True):
    """One way in which a name gets a value: an assignment, an import (`origin`), or neither."""

    value: ast.expr | None = None
    origin: str = ""


class Scope(Struct, eq=False):
    """A module, class, function or comprehension, with the names that it binds.

    `stars` are the modules from which it imports everything, `elsewhere` the names that it declares
    `global` or `nonlocal`.
    """

    owner: ast.AST
    outer: "Scope | None" = None
    bound: dict[str, list[Bound]] = field(default_factory=dict)
    stars: list[str] = field(default_factory=list)
    elsewhere: dict[str, "Scope"] = field(default_factory=dict)

    def chain(self) -> Iterator["Scope"]:
        """The scopes in which a name that stands here is looked up, from the inside out."""
        yield self
        scope = self.outer
        while scope is not None:
            if not isinstance(scope.owner, ast.ClassDef):
                yield scope
            scope = scope.outer

    def find(self, name: str) -> "Scope | None":
        """The scope that binds a name, or None if no scope of the file does."""
        if name in self.elsewhere:
            return self.elsewhere[name].find(name)
        return next((scope for scope in self.chain() if name in scope.bound), None)

    def bind(self, name: str, bound: Bound) -> None:
        """Note one more way in which a name gets its value."""
        self.elsewhere.get(name, self).bound.setdefault(name, []).append(bound)


class Scopes:
    """The scope and the parent of every node of a file."""

    def __init__(self, tree: ast.Module) -> None:
        self.scope_of: dict[ast.AST, Scope] = {tree: Scope(tree)}
        self.parent_of: dict[ast.AST, ast.AST] = {}
        self._opened: dict[ast.AST, Scope] = {}
        self._enter(tree)
        for node in self.scope_of:  # before any binding, since `global` may stand behind one
            self._declare(node)
        for node in self.scope_of:
            self._bind(node)

    def _enter(self, tree: ast.Module) -> None:
        """Give every node its parent and its scope: by a loop, since code may be nested deeply."""
        waiting: list[ast.AST] = [tree]
        while waiting:
            node = waiting.pop()
            scope = self.scope_of[node]
            inside = _inside(node)
            if inside:
                self._opened[node] = Scope(node, scope)
            for child in ast.iter_child_nodes(node):
                self.parent_of[child] = node
                self.scope_of[child] = self._opened[node] if child in inside else scope
                waiting.append(child)

    def _declare(self, node: ast.AST) -> None:
        scope = self.scope_of[node]
        if isinstance(node, ast.Global):
            *_, module = scope.chain()
            scope.elsewhere |= dict.fromkeys(node.names, module)
        elif isinstance(node, ast.Nonlocal) and scope.outer is not None:
            scope.elsewhere |= dict.fromkeys(node.names, scope.outer)

    def _bind(self, node: ast.AST) -> None:
        scope = self.scope_of[node]
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            self._assign(node, scope)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                origin = alias.name if alias.asname else alias.name.partition(".")[0]
                scope.bind(alias.asname or origin, Bound(origin=origin))
        elif isinstance(node, ast.ImportFrom):
            self._import_from(node, scope)
        else:
            for name in _names(node):
                scope.bind(name, Bound())
        if isinstance(node, _FUNCTION):
            for name in _parameters(node.args):
                self._opened[node].bind(name, Bound())

    def _assign(self, node: ast.Name, scope: Scope) -> None:
        parent = self.parent_of[node]
        if isinstance(parent, ast.AnnAssign) and parent.value is None:
            return  # declared, not assigned
        while isinstance(parent, ast.NamedExpr) and isinstance(scope.owner, _COMPREHENSION):
            scope = scope.outer or scope
        scope.bind(node.id, Bound(self.assigned(node)))

    def assigned(self, target: ast.expr) -> ast.expr | None:
        """The expression whose value a target of an assignment gets, if there is exactly one."""
        parent = self.parent_of[target]
        if isinstance(parent, ast.Assign | ast.AnnAssign | ast.NamedExpr):
            return parent.value
        if isinstance(parent, _SEQUENCE):
            values = self.assigned(parent)
            if isinstance(values, _SEQUENCE) and _pairs(parent.elts, values.elts):
                return values.elts[parent.elts.index(target)]
        return None

    def _import_from(self, node: ast.ImportFrom, scope: Scope) -> None:
        module = "." * node.level + (node.module or "")
        for alias in node.names:
            if alias.name == "*":
                scope.stars.append(module)
            else:
                scope.bind(alias.asname or alias.name, Bound(origin=f"{module}.{alias.name}"))


def _inside(node: ast.AST) -> frozenset[ast.AST]:
    """The children of a node that stand in a scope which it opens; none if it opens none."""
    if isinstance(node, _DEFINITION):
        return frozenset(node.body)
    if isinstance(node, ast.Lambda):
        return frozenset({node.body})
    return frozenset(ast.iter_child_nodes(node) if isinstance(node, _COMPREHENSION) else ())


def _names(node: ast.AST) -> Iterable[str]:
    """The names that a definition, an `except ... as` or a pattern binds."""
    if isinstance(node, _DEFINITION):
        return (node.name,)
    if isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
        return (node.name,)
    return (node.rest,) if isinstance(node, ast.MatchMapping) and node.rest else ()


def _parameters(arguments: ast.arguments) -> Iterator[str]:
    for node in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        yield node.arg
    for rest in (arguments.vararg, arguments.kwarg):
        if rest is not None:
            yield rest.arg


def _pairs(targets: Sequence[ast.expr], values: Sequence[ast.expr]) -> bool:
    starred = any(isinstance(item, ast.Starred) for item in (*targets, *values))
    return len(targets) == len(values) and not starred
