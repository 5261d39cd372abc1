"""scorewright run: execute what a job compiled to, on this machine."""

import argparse
import json
import sys
from pathlib import PurePosixPath

from generator.cli import COULD_NOT, FINE, FOUND
from generator.cli.quoted import quoted
from generator.cli.report import report, tally, today
from generator.cli.running.asked import asked
from generator.cli.running.ended import lines
from generator.cli.running.live import Live
from generator.cli.running.wrong import Wrong
from generator.local.events import Event
from generator.local.factory import Refused
from generator.local.report import Report
from generator.local.request import Request
from generator.local.run import run as run_pipeline
from generator.spec.load import load
from generator.workspace.files import FileFault
from generator.workspace.specs import read_specs


def run(arguments: argparse.Namespace) -> int:
    """Run a pipeline of the factory with the AML pipelines that it calls."""
    try:
        texts = read_specs(arguments.specs)
        project = load(PurePosixPath(arguments.specs), texts, today())
        if project.project is None:
            report(project.diagnostics, arguments.format, texts)
            print(tally(project.diagnostics, texts), file=sys.stderr)
            return FOUND
        request = asked(arguments, project.project, project.local)
        return _ended(_ran(request, quiet=arguments.json), arguments)
    except FileFault as fault:
        report([fault.diagnostic], arguments.format, {})
        return COULD_NOT
    except Wrong as wrong:
        print(f"scorewright run: {wrong.message}\n  {wrong.hint}", file=sys.stderr)
        return COULD_NOT
    except Refused as refused:
        report(refused.diagnostics, arguments.format, quoted(refused.diagnostics, {}))
        print("The run cannot begin, or cannot go on.", file=sys.stderr)
        return FOUND


def _ran(request: Request, *, quiet: bool) -> Report:
    """Run, and show it as it goes on."""
    if quiet:
        return run_pipeline(request, _nobody)
    started = f"trigger {request.trigger}" if request.trigger else "hand"
    title = f"pipeline {request.pipeline}, started by {started}"
    live = Live(sys.stdout, title, moving=sys.stdout.isatty())
    try:
        return run_pipeline(request, live.tell)
    finally:
        live.close()


def _nobody(_: Event) -> None:
    """Nobody is watching."""


def _ended(done: Report, arguments: argparse.Namespace) -> int:
    if arguments.json:
        print(json.dumps(done.json(), indent=2, ensure_ascii=False))
    else:
        print("\n".join(lines(done)))
    return FINE if done.succeeded else FOUND
