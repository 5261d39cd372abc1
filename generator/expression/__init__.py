"""Data Factory's expression language: parse, check, and print in one spelling."""

from generator.expression.body import body
from generator.expression.canonical import canonical
from generator.expression.check import check
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

__all__ = [
    "FUNCTIONS",
    "SYSTEM_FUNCTIONS",
    "Call",
    "Constant",
    "Embedded",
    "Index",
    "Interpolation",
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
    "is_expression",
    "parameters",
    "parse",
    "quote",
    "unescape",
    "variables",
]
