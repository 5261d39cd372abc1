"""One expression, read by recursive descent.

value = string | number | "true" | "false" | "null" | call
call  = name "(" [value {"," value}] ")" {step}
step  = ["?"] ("." name | "[" value "]")
"""

from generator.expression.escapes import unquote
from generator.expression.functions import arity, spelling
from generator.expression.lexer import Kind, Token, name_end, next_token, skip_space
from generator.expression.problem import SyntaxFault, fault
from generator.expression.tree import Call, Constant, Index, Member, Node, Step

MAX_DEPTH = 100
"""Calls inside each other. The factory takes more, but nobody writes them, and so whatever walks a
tree may recurse."""

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_INTEGERS = range(-(2**63), 2**63)
_NO_VALUE = {
    "(": "parentheses stand behind the name of a function only",
    "[": "there are no array literals; write createArray(...)",
    ".": "a number starts with a digit: 0.5",
}
_NO_STEP = dict.fromkeys(".?[", "only the result of a function has properties")


class Reader:
    """Reads one expression; `token` is the first one that is not read yet."""

    def __init__(self, text: str, position: int) -> None:
        self.token = next_token(text, position)
        self._text = text
        self._depth = 0

    def at_end(self) -> bool:
        return self.token.kind is Kind.END

    def at(self, symbol: str) -> bool:
        return self.token.kind is Kind.SYMBOL and self.token.text == symbol

    def value(self) -> Node:
        token = self.token
        match token.kind:
            case Kind.STRING:
                return self._constant(unquote(token.text))
            case Kind.NUMBER:
                return self._constant(_number(token))
            case Kind.NAME if token.text.lower() in _WORDS:
                return self._constant(_WORDS[token.text.lower()])
            case Kind.NAME:
                return self._call()
        raise self._no_value()

    def unexpected(self, expected: str) -> SyntaxFault:
        token = self.token
        message = f"expected {expected}, found {_shown(token)}"
        return fault(token.start, token.end, message, self._hint(token))

    def _advance(self) -> Token:
        read = self.token
        self.token = next_token(self._text, read.end)
        return read

    def _constant(self, value: str | int | float | bool | None) -> Constant:
        token = self._advance()
        return Constant(value, token.start, token.end)

    def _call(self) -> Call:
        name = self.token
        if not self._text.startswith("(", skip_space(self._text, name.end)):
            raise _bare(name)
        if self._depth == MAX_DEPTH:
            raise _too_deep(name)
        self._depth += 1
        self._advance()
        arguments, end = self._arguments()
        steps, end = self._steps(end)
        self._depth -= 1
        return Call(spelling(name.text), arguments, steps, name.start, end)

    def _arguments(self) -> tuple[tuple[Node, ...], int]:
        parenthesis = self._advance()
        arguments: list[Node] = []
        while arguments or not self.at(")"):
            arguments.append(self.value())
            if not self.at(","):
                break
            self._advance()
        return tuple(arguments), self._close(parenthesis, ")", "',' or ')'")

    def _steps(self, end: int) -> tuple[tuple[Step, ...], int]:
        steps: list[Step] = []
        while True:
            if optional := self.at("?"):
                self._advance()
            if self.at("."):
                step, end = self._member(optional)
            elif self.at("["):
                step, end = self._index(optional)
            elif optional:
                raise self.unexpected("'.' or '['")
            else:
                return tuple(steps), end
            steps.append(step)

    def _member(self, optional: bool) -> tuple[Step, int]:
        start = skip_space(self._text, self.token.end)
        end = name_end(self._text, start)
        if end == start:
            hint = "a name that is not a plain word stands in brackets: ['1st']"
            raise fault(self.token.start, start + 1, "no property name follows the '.'", hint)
        self.token = next_token(self._text, end)
        return Member(self._text[start:end], optional, start, end), end

    def _index(self, optional: bool) -> tuple[Step, int]:
        bracket = self._advance()
        index = self.value()
        end = self._close(bracket, "]", "']'")
        if isinstance(index, Constant) and isinstance(index.value, str):
            return Member(index.value, optional, index.start, index.end), end
        return Index(index, optional, bracket.start, end), end

    def _close(self, opened: Token, closing: str, expected: str) -> int:
        if self.at(closing):
            return self._advance().end
        if self.at_end() or self.at("}"):
            raise _unclosed(opened, closing)
        raise self.unexpected(expected)

    def _no_value(self) -> SyntaxFault:
        token = self.token
        hint = _NO_VALUE.get(token.text, "a string, a number, true, false, null or a function")
        return fault(token.start, token.end, f"no value stands before {_shown(token)}", hint)

    def _hint(self, token: Token) -> str:
        if token.kind is Kind.NAME and self._text[token.start - 1] == "'":
            return "a quote inside a string is written twice: ''"
        if token.kind is Kind.NAME and arity(spelling(token.text)):
            return f"there are no operators; write {spelling(token.text)}(..., ...)"
        if token.kind is Kind.NUMBER and token.text[0] in "+-":
            return "there are no operators; write add() or sub()"
        if token.text == "(":
            return "values have no methods; give the value to a function: toUpper(...)"
        return _NO_STEP.get(token.text, "")


def _number(token: Token) -> int | float:
    if not token.text.lstrip("+-").isdigit():
        return float(token.text)
    # int() refuses very long texts; no integer that fits has more than 20 characters but zeros.
    digits = token.text.lstrip("+-").lstrip("0") or "0"
    value = int(digits[:20]) * (-1 if token.text[0] == "-" else 1)
    if value not in _INTEGERS:
        hint = "with a point or an exponent it would be a float"
        raise fault(token.start, token.end, "an integer of more than 64 bits", hint)
    return value


def _bare(name: Token) -> SyntaxFault:
    called = spelling(name.text)
    if arity(called):
        hint = f"a function is called with parentheses: {called}(...)"
    else:
        hint = f"text stands in single quotes: '{name.text}'"
    message = f"'{name.text}' is neither a string nor a function call"
    return fault(name.start, name.end, message, hint)


def _too_deep(name: Token) -> SyntaxFault:
    message = f"more than {MAX_DEPTH} functions inside each other"
    return fault(name.start, name.end, message, "set a variable to a part of it first")


def _unclosed(opened: Token, closing: str) -> SyntaxFault:
    message = f"this '{opened.text}' is not closed"
    return fault(opened.start, opened.end, message, f"'{closing}' is missing")


def _shown(token: Token) -> str:
    return "the end" if token.kind is Kind.END else f"'{token.text}'"
