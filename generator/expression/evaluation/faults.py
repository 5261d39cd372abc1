"""Why an expression has no value."""

from generator.diagnostics import Code
from generator.expression.problem import Problem


class EvaluationFault(Exception):
    """An expression that the factory would fail to evaluate; `problem` is why, and where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Refused(Exception):
    """What a function does not take. It knows neither the function nor its place."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(why)
        self.hint = hint


def fault(code: Code, start: int, end: int, message: str, hint: str = "") -> EvaluationFault:
    """An evaluation fault, ready to be raised."""
    return EvaluationFault(Problem(code, start, end, message, hint))
