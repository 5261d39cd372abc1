"""Paths to what evaluates them, by recursive descent over the grammar of XPath 1.0."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import copysign, fmod, inf, isfinite, nan
from operator import add, mul, sub

from generator.expression.evaluation.faults import Refused
from generator.expression.evaluation.markup.document import Comment, Element, Instruction, Text
from generator.expression.evaluation.markup.xpath.functions import FUNCTIONS
from generator.expression.evaluation.markup.xpath.nodes import (
    AXES,
    Attribute,
    XPathNode,
    name_of,
    namespace_of,
)
from generator.expression.evaluation.markup.xpath.values import (
    Evaluator,
    Focus,
    Result,
    as_nodes,
    as_number,
    as_truth,
    compared,
)

Test = Callable[[XPathNode], bool]
Step = Callable[[Focus, XPathNode], list[XPathNode]]

_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)|(?P<literal>\"[^\"]*\"|'[^']*')"
    r"|(?P<symbol>::|\.\.|//|!=|<=|>=|[/.()\[\]@,|+\-=<>*$])"
    r"|(?P<name>[^\W\d][\w.\-]*(?::(?:[^\W\d][\w.\-]*|\*)(?!:))?))"
)
_MARK = "operator "
_NAMED = ("or", "and", "div", "mod", "*")
_OPERATORS = (
    {f"{_MARK}or"},
    {f"{_MARK}and"},
    {"=", "!="},
    {"<", "<=", ">", ">="},
    {"+", "-"},
    {f"{_MARK}*", f"{_MARK}div", f"{_MARK}mod"},
)
_BEFORE_OPERANDS = {
    "@",
    "::",
    "(",
    "[",
    ",",
    "/",
    "//",
    "|",
    "+",
    "-",
    "=",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
}
_NODE_TYPES: dict[str, Test] = {
    "comment": lambda node: isinstance(node, Comment),
    "node": lambda _: True,
    "processing-instruction": lambda node: isinstance(node, Instruction),
    "text": lambda node: isinstance(node, Text),
}
_MAX_DEPTH = 50


@lru_cache(maxsize=256)
def compiled(path: str) -> Evaluator:
    """What evaluates a path.

    Raises:
        Refused: the path is not XPath 1.0.
    """
    parser = _Parser(path)
    found = parser.expression()
    parser.expect("")
    return found


class _Parser:
    """Reads one path; `_at` counts the words that are read."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._words = [*_words(path), ""]
        self._at = 0
        self._depth = 0

    def expect(self, word: str) -> None:
        if not self._take(word):
            raise self._fault()

    def expression(self, level: int = 0) -> Evaluator:
        """Operators of a level and of those that bind closer, from "or" down to a sign."""
        if level == len(_OPERATORS):
            return self._signed()
        found = self.expression(level + 1)
        while self._word in _OPERATORS[level]:
            operator = self._next()
            found = _combined(operator, found, self.expression(level + 1))
        return found

    @property
    def _word(self) -> str:
        return self._words[self._at]

    def _next(self) -> str:
        if not self._word:
            raise self._fault()
        self._at += 1
        return self._words[self._at - 1]

    def _take(self, *words: str) -> bool:
        """Go past a word, if it is one of these; says whether it was."""
        found = self._word in words
        self._at += found and self._word != ""
        return found

    def _fault(self) -> Refused:
        found = f"'{self._word}' is not expected" if self._word else "something is missing"
        return Refused(f"'{self._path}' is no XPath: {found}")

    def _signed(self) -> Evaluator:
        signs = 0
        while self._take("-"):
            signs += 1
        found = self._union()
        if not signs:
            return found
        return lambda focus: as_number(found(focus)) * (-1) ** signs

    def _union(self) -> Evaluator:
        found = self._path_of()
        while self._take("|"):
            found = _union(found, self._path_of())
        return found

    def _path_of(self) -> Evaluator:
        """A location, or a value with a location behind it."""
        if self._take("/"):
            return self._location(_root, needed=False)
        if self._take("//"):
            return self._location(_with_step(_root, _below), needed=True)
        if not self._starts_value():
            return self._location(_here, needed=True)
        found = self._predicated(self._value())
        if self._take("//"):
            return self._location(_with_step(found, _below), needed=True)
        return self._location(found, needed=True) if self._take("/") else found

    def _location(self, start: Evaluator, *, needed: bool) -> Evaluator:
        if not needed and not self._starts_step():
            return start
        found = _with_step(start, self._step())
        while self._word in ("/", "//"):
            if self._next() == "//":
                found = _with_step(found, _below)
            found = _with_step(found, self._step())
        return found

    def _starts_step(self) -> bool:
        word = self._word
        return word in (".", "..", "@", "*") or word[:1].isalpha() or word[:1] == "_"

    def _starts_value(self) -> bool:
        word, follower = self._word, self._words[self._at + 1 :][:1]
        named = word[:1].isalpha() or word[:1] == "_"
        called = follower == ["("] and word not in _NODE_TYPES and named
        return called or word[:1] in "('\"$0123456789" or (word[:1] == "." and word[1:].isdigit())

    def _value(self) -> Evaluator:
        word = self._next()
        if word == "(":
            found = self._inside()
            self.expect(")")
            return found
        if word[:1] in "'\"" and word:
            return lambda _: word[1:-1]
        if word[:1].isdigit() or word[:1] == ".":
            number = float(word)
            return lambda _: number
        if self._take("("):
            return self._call(word)
        self._at -= 1
        raise self._fault()

    def _inside(self) -> Evaluator:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise Refused(f"a path with more than {_MAX_DEPTH} parentheses inside each other")
        found = self.expression()
        self._depth -= 1
        return found

    def _call(self, name: str) -> Evaluator:
        given: list[Evaluator] = []
        while given or self._word != ")":
            given.append(self._inside())
            if not self._take(","):
                break
        self.expect(")")
        fewest, most, function = FUNCTIONS.get(name, (1, 0, None))
        if function is None:
            raise Refused(f"XPath has no function '{name}'")
        if not fewest <= len(given) <= most:
            raise Refused(f"{name}() of XPath takes another number of arguments")
        return lambda focus: function(focus, [each(focus) for each in given])

    def _predicated(self, found: Evaluator) -> Evaluator:
        while self._take("["):
            test = self._inside()
            self.expect("]")
            found = _filtered(found, test)
        return found

    def _step(self) -> Step:
        if self._take("."):
            return lambda _, node: [node]
        if self._take(".."):
            return lambda focus, node: [*AXES["parent"](focus.tree, node)]
        axis = "attribute" if self._take("@") else "child"
        if self._words[self._at + 1 :][:1] == ["::"]:
            axis = self._next()
            self.expect("::")
        if axis not in AXES:
            raise Refused(f"XPath has no axis '{axis}'")
        test = self._test(Attribute if axis == "attribute" else Element)
        tests: list[Evaluator] = []
        while self._take("["):
            tests.append(self._inside())
            self.expect("]")
        return _walk(axis, test, tests)

    def _test(self, kind: type) -> Test:
        if not self._starts_step() or self._word in (".", "..", "@"):
            raise self._fault()
        word = self._next()
        if word == "*":
            return lambda node: isinstance(node, kind)
        if word in _NODE_TYPES and self._take("("):
            literal = self._next()[1:-1] if self._word[:1] in tuple("'\"") else ""
            self.expect(")")
            of_type = _NODE_TYPES[word]
            return lambda node: of_type(node) and literal in ("", name_of(node))
        prefix = word.rpartition(":")[0]
        if prefix not in ("", "xml"):
            raise Refused(f"the prefix '{prefix}' of the path is not declared; test local-name()")
        return lambda node: (
            isinstance(node, kind)
            and name_of(node) == word
            and (bool(prefix) or not namespace_of(node))
        )


def _words(path: str) -> list[str]:
    """The words of a path; a name or `*` that stands between two values is an operator."""
    found: list[str] = []
    position = 0
    while path[position:].strip():
        word = _TOKEN.match(path, position)
        if word is None:
            raise Refused(f"'{path}' is no XPath: '{path[position:].strip()[0]}' is not expected")
        position = word.end()
        found.append(_as_operator(word[0].strip(), found))
    return found


def _as_operator(word: str, before: Sequence[str]) -> str:
    operand = not before or before[-1] in _BEFORE_OPERANDS or before[-1].startswith(_MARK)
    return f"{_MARK}{word}" if word in _NAMED and not operand else word


def _here(focus: Focus) -> Result:
    return [focus.node]


def _root(focus: Focus) -> Result:
    return [focus.tree.document]


def _below(focus: Focus, node: XPathNode) -> list[XPathNode]:
    return [*AXES["descendant-or-self"](focus.tree, node)]


def _with_step(start: Evaluator, step: Step) -> Evaluator:
    def evaluate(focus: Focus) -> Result:
        nodes = as_nodes(start(focus))
        return focus.tree.sorted(found for node in nodes for found in step(focus, node))

    return evaluate


def _walk(axis: str, test: Test, tests: Sequence[Evaluator]) -> Step:
    def step(focus: Focus, node: XPathNode) -> list[XPathNode]:
        found = [each for each in AXES[axis](focus.tree, node) if test(each)]
        for each in tests:
            found = _chosen(focus, found, each)
        return found

    return step


def _filtered(start: Evaluator, test: Evaluator) -> Evaluator:
    return lambda focus: _chosen(focus, as_nodes(start(focus)), test)


def _chosen(focus: Focus, nodes: list[XPathNode], test: Evaluator) -> list[XPathNode]:
    """The nodes for which a predicate holds; a number is a place among them."""
    found = []
    for place, node in enumerate(nodes, 1):
        value = test(Focus(focus.tree, node, place, len(nodes)))
        if value == place if isinstance(value, float) else as_truth(value):
            found.append(node)
    return found


def _union(one: Evaluator, other: Evaluator) -> Evaluator:
    return lambda focus: focus.tree.sorted([*as_nodes(one(focus)), *as_nodes(other(focus))])


def _combined(operator: str, one: Evaluator, other: Evaluator) -> Evaluator:
    operator = operator.removeprefix(_MARK)
    if operator == "or":
        return lambda focus: as_truth(one(focus)) or as_truth(other(focus))
    if operator == "and":
        return lambda focus: as_truth(one(focus)) and as_truth(other(focus))
    if operator in _ARITHMETIC:
        compute = _ARITHMETIC[operator]
        return lambda focus: compute(as_number(one(focus)), as_number(other(focus)))
    return lambda focus: compared(operator, one(focus), other(focus))


def _divided(one: float, other: float) -> float:
    if other:
        return one / other
    return nan if one == 0 or one != one else copysign(inf, one) * copysign(1, other)


_ARITHMETIC: Mapping[str, Callable[[float, float], float]] = {
    "+": add,
    "-": sub,
    "*": mul,
    "div": _divided,
    "mod": lambda one, other: fmod(one, other) if other and isfinite(one) else nan,
}
