"""scorewright expression: evaluate expressions here, as Data Factory would."""

import argparse
import json
import sys
from pathlib import Path, PurePosixPath

from generator.cli import COULD_NOT, FINE, FOUND
from generator.cli.report import report
from generator.diagnostics import Code, Diagnostic, Place
from generator.diagnostics.place import pointer
from generator.expression import Context, EvaluationFault, Json, SyntaxFault, evaluate, parse
from generator.expression.cases import ShapeFault, read_cases, read_context, result
from generator.expression.evaluation.text_form import json_text
from generator.expression.problem import Problem
from generator.workspace.files import FileFault, read_text

_TYPED = PurePosixPath("--eval")
"""What stands for the file of an expression that was typed."""


def run(arguments: argparse.Namespace) -> int:
    """Compare a file of expressions with their results, or print the value of one."""
    if arguments.file is None and arguments.eval is None:
        print("scorewright expression: name a FILE, or an expression: --eval TEXT", file=sys.stderr)
        return COULD_NOT
    try:
        data = _data(arguments.file) if arguments.file else {"context": {}}
        context = read_context(data)
        if arguments.eval is not None:
            return _one(arguments.eval, context)
        return _all(data, context)
    except FileFault as fault:
        report([fault.diagnostic], "text", {})
    except ShapeFault as fault:
        place = Place(PurePosixPath(arguments.file), pointer=pointer(fault.path) or "/")
        report([Diagnostic(Code.WRONG_TYPE, str(fault), place)], "text", {})
    return COULD_NOT


def _data(file: Path) -> Json:
    try:
        data: Json = json.loads(read_text(file).removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        place = Place(PurePosixPath(file), error.lineno, error.colno, error.colno + 1)
        message = f"the file is not JSON: {error.msg}"
        hint = "docs/expressions.md shows what stands in such a file"
        raise FileFault(Diagnostic(Code.UNREADABLE, message, place, hint)) from None
    except RecursionError:
        message = "the file is not JSON that can be read: it has too many levels"
        raise FileFault(Diagnostic(Code.UNREADABLE, message, Place(PurePosixPath(file)))) from None
    return data


def _all(data: Json, context: Context) -> int:
    """Tell each expression whose result is another, and how many agree."""
    cases = [*read_cases(data)]
    differing = 0
    for case in cases:
        got = result(case.expression, context)
        if not got.agrees(case.expected):
            differing += 1
            print(f"{case.id}\n  expression  {json_text(case.expression)}")
            print(f"  expected    {case.expected}\n  got         {got}")
    print(f"{len(cases) - differing:,} of {len(cases):,} agree.")
    return FOUND if differing else FINE


def _one(text: str, context: Context) -> int:
    """Print the value of an expression as JSON."""
    try:
        print(json_text(evaluate(parse(text), context)))
    except (SyntaxFault, EvaluationFault) as fault:
        report([_diagnostic(text, fault.problem)], "text", {_TYPED: text})
        return FOUND
    return FINE


def _diagnostic(text: str, problem: Problem) -> Diagnostic:
    line = text.count("\n", 0, problem.start) + 1
    start = text.rfind("\n", 0, problem.start) + 1
    rest = text[problem.start : problem.end].partition("\n")[0]
    first = problem.start - start + 1
    place = Place(_TYPED, line, first, first + max(1, len(rest)))
    return Diagnostic(problem.code, problem.message, place, problem.hint)
