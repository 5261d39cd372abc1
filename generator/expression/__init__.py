"""Data Factory's expression language: parse, check, print in one spelling, and evaluate.

What evaluates is loaded when it is first asked for, because compiling does not need it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from generator.expression.body import body
from generator.expression.canonical import canonical
from generator.expression.check import check
from generator.expression.context import ABSENT, Absent, Context
from generator.expression.escapes import escape, is_expression, quote, unescape
from generator.expression.functions import FUNCTIONS, SYSTEM_FUNCTIONS
from generator.expression.parser import parse
from generator.expression.problem import Problem, SyntaxFault
from generator.expression.references import parameters, variables
from generator.expression.scope import ResourceKind, Scope, Service, TriggerKind
from generator.expression.tree import (
    Call,
    Constant,
    Embedded,
    Index,
    Interpolation,
    Member,
    Node,
    Parsed,
    Step,
    Text,
    Whole,
)
from generator.expression.values import Json

if TYPE_CHECKING:
    from generator.expression.evaluation import EvaluationFault, evaluate

__all__ = [
    "ABSENT",
    "FUNCTIONS",
    "SYSTEM_FUNCTIONS",
    "Absent",
    "Call",
    "Constant",
    "Context",
    "Embedded",
    "EvaluationFault",
    "Index",
    "Interpolation",
    "Json",
    "Member",
    "Node",
    "Parsed",
    "Problem",
    "ResourceKind",
    "Scope",
    "Service",
    "Step",
    "SyntaxFault",
    "Text",
    "TriggerKind",
    "Whole",
    "body",
    "canonical",
    "check",
    "escape",
    "evaluate",
    "is_expression",
    "parameters",
    "parse",
    "quote",
    "unescape",
    "variables",
]


def __getattr__(name: str) -> object:
    if name in ("EvaluationFault", "evaluate"):
        return getattr(import_module("generator.expression.evaluation"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
