"""What is printed at the end of a run."""

from collections.abc import Iterator
from pathlib import Path

from generator.cli.running.live import duration
from generator.cli.running.table import table
from generator.local.events import Status
from generator.local.report import Output, Report
from generator.local.run import REPORT


def lines(report: Report) -> Iterator[str]:
    """The lines that sum a run up."""
    took = duration(report.seconds)
    if report.succeeded:
        outputs = [_output(each) for each in report.outputs]
        yield f"Succeeded in {took}: {outputs[0]}" if outputs else f"Succeeded in {took}."
        yield from (f"  {each}" for each in outputs[1:])
    else:
        yield f"Failed after {took}."
        yield from _failures(report)
    yield from table(report.rows)
    yield f"The run's folder: {report.folder} ({REPORT} has all of this)"


def _output(output: Output) -> str:
    count = "" if output.lines is None else f"{output.lines:,} line{'s' * (output.lines != 1)} -> "
    return f"{count}{shown(output.file)}"


def shown(path: str) -> str:
    """A path from the current folder, if it is below that."""
    here = Path(path)
    return str(here.relative_to(Path.cwd())) if here.is_relative_to(Path.cwd()) else path


def _failures(report: Report) -> Iterator[str]:
    """Why it failed: each activity that did, and the logs of steps that did."""
    for each in report.run.activities:
        if each.status is Status.FAILED:
            yield f"  {' / '.join(each.path)}  {each.place}"
            yield from (f"    {line}" for line in each.message.splitlines())
    for run in report.aml:
        for step in run.outcome.steps:
            if step.status is Status.FAILED and step.log:
                yield f"  log of {step.name}: {shown(str(step.log))}"
