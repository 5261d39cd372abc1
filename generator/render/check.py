"""What a template may do, judged when it is loaded.

Every run of literal text between two constructs of Jinja must consist of whole tokens of the
target language: then no value and no block stands inside quotes or a comment. Only the filter
`name` counts as text.
"""

import re
from collections.abc import Collection, Iterator
from itertools import accumulate, groupby

from jinja2 import nodes

from generator.render.faults import TemplateFault
from generator.render.language import NAME, Language
from generator.render.marks import BORDER, mark
from generator.render.text import HIDDEN

FILTERS = ("length", "sort", "dictsort", "items", "first", "last")
"""Jinja's filters that neither print nor turn values into text (as `join` and `string` do)."""

TESTS = (
    "boolean",
    "false",
    "float",
    "in",
    "integer",
    "mapping",
    "none",
    "number",
    "string",
    "true",
)

_STATEMENTS = (nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign)
_PARTS = (nodes.AssignBlock, nodes.Macro, nodes.CallBlock, nodes.Include, nodes.Import)
_VALUES = (nodes.Name, nodes.Const, nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair)
_LOOKUPS = (nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.Filter, nodes.Test)
_LOGIC = (nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not)
_REST = (nodes.FromImport, nodes.Call, nodes.Keyword, nodes.Add, nodes.Sub, nodes.Neg)
_ALLOWED = frozenset((*_STATEMENTS, *_PARTS, *_VALUES, *_LOOKUPS, *_LOGIC, *_REST))

_INSTEAD = {
    nodes.Concat: "join text with +, which takes nothing but text",
    nodes.Mod: "compute or format where the value is made",
    nodes.FilterBlock: "print a filtered value with {{ }}",
    nodes.Block: "use a macro or an include",
    nodes.Extends: "use a macro or an include",
    nodes.With: "use set",
}
_FORBIDDEN = re.compile(rf"(?![\n\t])[{HIDDEN}{BORDER}]")


def checked(
    tree: nodes.Template, name: str, language: Language, filters: Collection[str]
) -> nodes.Template:
    """The template, with a mark before each piece of output.

    Raises:
        TemplateFault: A construct is not allowed, or literal text is not made of whole tokens.
    """
    outputs = list(tree.find_all(nodes.Output))
    names = {id(child) for output in outputs for child in output.nodes if _is_name(child)}
    for node in tree.find_all(nodes.Node):
        problem = _problem(node, language, filters, names)
        if problem:
            parts = (node, *node.find_all(nodes.Node))
            line = next((part.lineno for part in parts if part.lineno), 0)  # some have no place
            raise TemplateFault(name, line, problem)
    for output in outputs:
        output.nodes = list(_marked(output.nodes, name, language))
    return tree


def _is_name(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Filter) and node.name == "name"


def _is_text(node: nodes.Node) -> bool:
    return isinstance(node, nodes.TemplateData) or _is_name(node)


def _problem(
    node: nodes.Node, language: Language, filters: Collection[str], names: Collection[int]
) -> str:
    """What is wrong with a node itself, or ""."""
    if type(node) not in _ALLOWED:
        instead = _INSTEAD.get(type(node), "say it with if, for, set, macro, include or import")
        return f"a template cannot use {type(node).__name__}; {instead}"
    if isinstance(node, nodes.Include | nodes.Import | nodes.FromImport):
        return _other_template_problem(node, language)
    if isinstance(node, nodes.Filter):
        return _filter_problem(node, filters, names)
    if isinstance(node, nodes.Test) and node.name not in TESTS:
        return f"there is no test {node.name!r}; use one of {', '.join(TESTS)}"
    if isinstance(node, nodes.CondExpr) and node.expr2 is None:
        return "an inline if needs an else; say what to print otherwise"
    if isinstance(node, nodes.AssignBlock) and node.filter is not None:
        return "a set block cannot be filtered; filter the values in it"
    return ""


def _filter_problem(node: nodes.Filter, filters: Collection[str], names: Collection[int]) -> str:
    if _is_name(node) and id(node) not in names:
        return "the filter name is the last thing done to a value; write {{ value|name }}"
    if node.name not in filters:
        return f"there is no filter {node.name!r}; use one of {', '.join(sorted(filters))}"
    return ""


def _other_template_problem(
    node: nodes.Include | nodes.Import | nodes.FromImport, language: Language
) -> str:
    template = node.template.value if isinstance(node.template, nodes.Const) else None
    if not isinstance(template, str) or not template.endswith(language.suffixes):
        suffixes = " or ".join(language.suffixes)
        return f"only a fixed template can be read here; write its name in quotes, with {suffixes}"
    if isinstance(node, nodes.Include) and (node.ignore_missing or not node.with_context):
        return "an include must be there and sees all variables; leave out the words after its name"
    return ""


def _marked(children: list[nodes.Expr], name: str, language: Language) -> Iterator[nodes.Expr]:
    """The children of one output, each run of text and each value with a mark before it."""
    for is_text, group in groupby(children, _is_text):
        run = list(group)
        if is_text:
            _check_closed(run, name, language)
        for position, node in enumerate(run):
            if position == 0 or not _is_name(node):
                starts = position == 0 or not is_text
                yield _data(mark(name, node.lineno, starts=starts), node)
            yield node


def _data(text: str, like: nodes.Expr) -> nodes.TemplateData:
    return nodes.TemplateData(text, lineno=like.lineno, environment=like.environment)


def _check_closed(run: list[nodes.Expr], name: str, language: Language) -> None:
    """Refuse a run of text that is not made of whole tokens."""
    texts = [_visible(node, name) for node in run]
    text = "".join(texts)
    found = language.tokens.match(text)
    end = found.end() if found else 0
    if end < len(text):
        excerpt = text[end : end + 30].replace(NAME, "{{ … }}")
        raise TemplateFault(
            name,
            _line(run, texts, end),
            f"{excerpt!r} is no whole token of {language.title}, and no value, block or end stands"
            " inside quotes, a comment or a word; print the whole of it with one {{ }}",
        )


def _visible(node: nodes.Expr, name: str) -> str:
    """The text of a piece of a run; of a name, what stands for it."""
    if not isinstance(node, nodes.TemplateData):
        return NAME
    hidden = _FORBIDDEN.search(node.data)
    if hidden:
        line = node.lineno + node.data.count("\n", 0, hidden.start())
        raise TemplateFault(
            name, line, f"the text holds {hidden[0]!a}, which nobody sees; remove it"
        )
    return node.data


def _line(run: list[nodes.Expr], texts: list[str], offset: int) -> int:
    """The template line of a character of a run."""
    piece = next(i for i, end in enumerate(accumulate(map(len, texts))) if offset < end)
    start = sum(map(len, texts[:piece]))
    return run[piece].lineno + texts[piece].count("\n", 0, offset - start)
