"""scorewright doctor: is all there that is needed, and what could be?"""

import argparse
import json
from collections.abc import Iterator, Sequence

from msgspec.structs import asdict

from generator.cli import FINE, FOUND
from generator.cli.report import today
from generator.diagnostics.visible import visible
from generator.doctor.examination import examined
from generator.doctor.finding import Finding, State


def run(arguments: argparse.Namespace) -> int:
    """Look at this machine and this folder."""
    found = [*examined(arguments.specs, arguments.output, today())]
    wrong = [each for each in found if each.state is State.WRONG]
    if arguments.json:
        told = {"ok": not wrong, "findings": [asdict(each) for each in found]}
        print(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        print("\n".join(_lines(found)))
    return FOUND if wrong else FINE


def _lines(found: Sequence[Finding]) -> Iterator[str]:
    state = max(len(each.state) for each in found)
    name = max(len(each.name) for each in found)
    for each in found:
        yield f"{each.state:{state}}  {each.name:{name}}  {visible(each.found)}"
        if each.hint:
            yield f"{'':{state + name + 4}}{visible(each.hint)}"
    wrong = sum(each.state is State.WRONG for each in found)
    yield f"{wrong or 'Nothing'} to mend." if wrong else "All that is needed is there."
