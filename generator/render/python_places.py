"""Where values stand in Python: only where its own parser says that an expression stands."""

import ast
import re
from collections.abc import Iterator

from generator.render.black_itself import OLDEST
from generator.render.layout import Skeleton, standing
from generator.render.marks import PLACE, Rendered, bare, content
from generator.render.placed_lines import LITERAL, NAMED

# Where a literal would bind otherwise than the name that is parsed in its place: -1 ** 2, 1.real.
_OPERANDS = {
    (ast.Attribute, "value"),
    (ast.Subscript, "value"),
    (ast.Call, "func"),
    (ast.Await, "value"),
    (ast.MatchClass, "cls"),
}
# Where black treats a literal as it treats a name.
_PLAIN = {
    (ast.Assign, "value"),
    (ast.AnnAssign, "value"),
    (ast.keyword, "value"),
    (ast.Call, "args"),
    (ast.Dict, "keys"),
    (ast.Dict, "values"),
    (ast.List, "elts"),
    (ast.Set, "elts"),
    (ast.Tuple, "elts"),
}
_Position = tuple[int, int]
_Role = tuple[ast.AST, str]
"""The parent of an expression, and the name of its field."""


def judged(rendered: Rendered) -> Skeleton:
    """What a template printed, without the values, all of which may stand where they do.

    Raises:
        TemplateFault: The output is not Python, or a value does not stand where Python takes an
            expression.
    """
    rendered.refuse_touching()
    text = rendered.text
    places = list(_located(text))
    roles = dict(_roles(_parsed(rendered, text), {line for _, (line, _) in places}))
    plain: list[bool] = []
    for place, position in places:
        role = roles.get(position)
        if problem := _problem(text, place, role):
            raise rendered.fault(place.start(), problem)
        plain.append(place[1] == NAMED or role is None or _is_plain(*role))
    return Skeleton(bare(text), tuple(plain))


def _is_plain(parent: ast.AST, field: str) -> bool:
    """Whether black treats a literal there as it treats a name."""
    if isinstance(parent, ast.BinOp):
        return not isinstance(parent.op, ast.Pow)  # it sets blanks around ** by what stands there
    return (type(parent), field) in _PLAIN


def _located(text: str) -> Iterator[tuple[re.Match[str], _Position]]:
    """Each place with its line and its column in bytes, as `ast` counts them."""
    line, start = 1, 0
    for place in PLACE.finditer(text):
        line += text.count("\n", start, place.start())
        start = text.rfind("\n", 0, place.start()) + 1
        yield place, (line, len(text[start : place.start()].encode()))


def _parsed(rendered: Rendered, text: str) -> ast.Module:
    try:
        return ast.parse(text, feature_version=OLDEST)
    except SyntaxError as error:
        line = max(error.lineno or 1, 1) - 1
        shown = PLACE.sub(lambda p: standing(p, content(p)), text.split("\n")[line]).strip()
        message = f"the output is not Python ({error.msg}): {shown:.80}; correct the template"
        offset = rendered.offset(line, max(error.offset or 1, 1) - 1)
        raise rendered.fault(offset, message) from error


def _roles(tree: ast.AST, lines: set[int]) -> Iterator[tuple[_Position, _Role]]:
    """Line and column of each placeholder that is an expression, with its parent and role there.

    Nothing is looked into that has no placeholder on its lines.
    """
    for field, children in ast.iter_fields(tree):
        for child in children if isinstance(children, list) else [children]:
            if isinstance(child, ast.Name):
                if isinstance(child.ctx, ast.Load) and PLACE.fullmatch(child.id):
                    yield (child.lineno, child.col_offset), (tree, field)
            elif isinstance(child, ast.AST) and _may_hold(child, lines):
                yield from _roles(child, lines)


def _may_hold(node: ast.AST, lines: set[int]) -> bool:
    if isinstance(node, ast.JoinedStr | ast.Constant | ast.expr_context | ast.operator):
        return False
    if not isinstance(node, ast.stmt):
        return True
    return not lines.isdisjoint(range(_first_line(node), (node.end_lineno or 0) + 1))


def _first_line(node: ast.stmt) -> int:
    """The line of a statement, or of the first of its decorators."""
    first = node.lineno
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        first = min([first, *(decorator.lineno for decorator in node.decorator_list)])
    return first


def _problem(text: str, place: re.Match[str], role: _Role | None) -> str:
    """What is wrong with the place of a value, or ""."""
    if place[1] == NAMED:
        return ""
    if role is None:
        return "a value can only stand where Python takes an expression; use the filter name"
    parent, field = role
    power = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Pow) and field == "left"
    if power or (type(parent), field) in _OPERANDS:
        return "nothing can be done with a value where it stands; assign it to a name first"
    is_statement = isinstance(parent, ast.Expr)
    if place[1] == LITERAL:
        return "a value is no statement; assign it, or make it a Docstring" if is_statement else ""
    line_start = text.rfind("\n", 0, place.start()) + 1
    if is_statement and not text[line_start : place.start()].strip(" "):
        return ""
    return "a Docstring stands on a line of its own; elsewhere, hand over plain text"
