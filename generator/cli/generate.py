"""scorewright generate: write what the specs compile to."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from generator.cli import COULD_NOT, FINE, FOUND
from generator.cli.report import counted, report, severities, tally, today
from generator.compiler.changes import check_changes
from generator.compiler.compile import Compiled, compile
from generator.diagnostics import sort
from generator.workspace.files import FileFault
from generator.workspace.plan import Action, Plan, apply, plan
from generator.workspace.specs import read_specs

WORDS = {"create": "created", "update": "updated", "delete": "removed", "keep": "kept"}


def run(arguments: argparse.Namespace) -> int:
    """Compile all specs; write all files, or none and say why."""
    texts: Mapping[PurePosixPath, str] = {}
    try:
        texts = read_specs(arguments.specs)
        compiled = compile(PurePosixPath(arguments.specs), texts, today=today())
        if compiled.errors:
            report(compiled.diagnostics, arguments.format, texts)
            _say(f"{tally(compiled.diagnostics, texts)} Nothing was written.", arguments.format)
            return FOUND
        if refused := check_changes(compiled, arguments.output):
            refused = sort([*compiled.diagnostics, *refused])
            report(refused, arguments.format, texts)
            _say(f"{tally(refused, texts)} Nothing was written.", arguments.format)
            return FOUND
        planned = plan(arguments.output, compiled.artifacts, overwrite=arguments.overwrite)
        if planned.diagnostics:
            report(planned.diagnostics, arguments.format, {})
            held = counted(len(planned.diagnostics), "file")
            _say(f"{held} in the way. Nothing was written.", arguments.format)
            return FOUND
        apply(planned)
    except FileFault as fault:
        report([fault.diagnostic], arguments.format, texts)
        return COULD_NOT
    if compiled.diagnostics or arguments.format != "text":
        report(compiled.diagnostics, arguments.format, texts)
    for line in _summary(compiled, planned):
        _say(line, arguments.format)
    return FINE


def _say(text: str, how: str) -> None:
    """Standard output is the machine's where the format is one for machines."""
    print(text, file=sys.stdout if how == "text" else sys.stderr)


def _summary(compiled: Compiled, planned: Plan) -> Iterator[str]:
    assert compiled.loaded.project is not None
    jobs = list(compiled.loaded.project.jobs)
    width = max(len(job) for job in [*jobs, "(shared)"]) + 2
    by_job: dict[str, list[Action]] = {job: [] for job in [*jobs, ""]}
    for action in planned.actions:
        by_job[action.job].append(action)
    for job, actions in by_job.items():
        if actions or job:
            yield f"  {job or '(shared)':{width}}{_told(actions)}"
    written = counted(len(planned.changes), "file") if planned.changes else "nothing"
    warned = f" {severities(compiled.diagnostics)}." if compiled.diagnostics else ""
    yield f"{counted(len(jobs), 'job')} in step, {written} written.{warned}"


def _told(actions: list[Action]) -> str:
    if not actions:
        return "unchanged"
    counts = [
        f"{number} {word}"
        for kind, word in WORDS.items()
        if (number := sum(action.kind == kind for action in actions))
    ]
    named = ", ".join(str(action.path) for action in actions[:3])
    more = f", {len(actions) - 3} more" if len(actions) > 3 else ""
    return f"{', '.join(counts):12}  {named}{more}"
