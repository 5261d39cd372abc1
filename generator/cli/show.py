"""scorewright show: the jobs, how they stand, what they are handed, and when they start."""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import PurePosixPath

from msgspec.structs import replace

from generator.cli import COULD_NOT, FINE, FOUND
from generator.cli.moment import moment
from generator.cli.report import report
from generator.cli.running.wrong import Wrong, no_job
from generator.cli.showing.document import document
from generator.cli.showing.job import job_lines
from generator.cli.showing.listing import listing
from generator.cli.showing.looked import looked
from generator.overview.model import Overview, State
from generator.workspace.files import FileFault
from generator.workspace.specs import read_specs


def run(arguments: argparse.Namespace) -> int:
    """Show one job, or all."""
    texts: Mapping[PurePosixPath, str] = {}
    try:
        at = moment(arguments.at) or datetime.now(UTC)
        texts = read_specs(arguments.specs)
        seen = _asked(looked(arguments.specs, arguments.output, texts, at), arguments.job)
    except Wrong as wrong:
        print(f"scorewright show: {wrong.message}\n  {wrong.hint}", file=sys.stderr)
        return COULD_NOT
    except FileFault as fault:
        report([fault.diagnostic], arguments.format, texts)
        return COULD_NOT
    if arguments.json:
        print(json.dumps(document(seen), indent=2, ensure_ascii=False))
    else:
        report(seen.diagnostics, arguments.format, texts)
        shown = seen.jobs.get(arguments.job)
        print("\n".join(job_lines(shown) if shown else listing(seen)))
    standings = [*(each.standing for each in seen.jobs.values()), seen.shared]
    broken = any(each.state is State.BROKEN for each in standings)
    return FOUND if broken or seen.diagnostics else FINE


def _asked(seen: Overview, job: str | None) -> Overview:
    """What was asked for; what is wrong with the project as a whole is told in any case.

    Raises:
        Wrong: there is no such job.
    """
    if job is None:
        return seen
    if job not in seen.jobs:
        raise no_job(job, seen.jobs)
    return replace(seen, jobs={job: seen.jobs[job]})
