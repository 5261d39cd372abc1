"""scorewright explain: more about a diagnostic, with an example of wrong and right."""

import argparse
import sys
from collections.abc import Iterator
from textwrap import indent

from generator.cli import COULD_NOT, FINE
from generator.diagnostics import Code, nearest
from generator.diagnostics.explanation import explanation


def run(arguments: argparse.Namespace) -> int:
    """Explain a code, or list all."""
    if arguments.code is None:
        print("\n".join(f"{code.value}  {code.meaning}" for code in sorted(Code)))
        return FINE
    code = next((each for each in Code if each.value == arguments.code.upper()), None)
    if code is None:
        near = nearest(arguments.code, Code)
        hint = f"did you mean {near}?" if near else "all codes: scorewright explain"
        print(f"scorewright explain: no code: {arguments.code!r}\n  {hint}", file=sys.stderr)
        return COULD_NOT
    print("\n".join(_lines(code)))
    return FINE


def _lines(code: Code) -> Iterator[str]:
    told = explanation(code)
    yield f"{code.value}: {code.meaning}"
    yield f"\n{told.text}"
    yield f"\nwrong\n{indent(told.wrong, '    ')}"
    yield f"\nright\n{indent(told.right, '    ')}"
