"""What is wrong with an expression, by offsets in the text that holds it."""

from msgspec import Struct

from generator.diagnostics import Code


class Problem(Struct, frozen=True):
    """A fault in the characters from `start` up to `end` of the given text.

    `message` says what is wrong, `hint` what to write instead. Whoever knows the text's place
    makes a diagnostic of it.
    """

    code: Code
    start: int
    end: int
    message: str
    hint: str = ""


class SyntaxFault(Exception):
    """A text that the factory cannot parse. `problem` is the first reason."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def fault(start: int, end: int, message: str, hint: str = "") -> SyntaxFault:
    """A syntax fault, ready to be raised."""
    return SyntaxFault(Problem(Code.EXPRESSION_SYNTAX, start, end, message, hint))
