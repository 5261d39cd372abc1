"""What is printed at the end of a run."""

from collections import Counter
from collections.abc import Container, Iterator

from generator.cli.running.live import duration
from generator.cli.running.paths import from_here
from generator.cli.running.table import table
from generator.diagnostics import Place
from generator.local.azure_ml import AmlRun
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
    yield f"The run's folder: {from_here(str(report.folder))} ({REPORT} has all of this)"


def _output(output: Output) -> str:
    count = "" if output.lines is None else f"{output.lines:,} line{'s' * (output.lines != 1)} -> "
    return f"{count}{from_here(output.file)}"


def _failures(report: Report) -> Iterator[str]:
    """Why it failed: what on both sides does not fit, and each activity and run that failed."""
    for found in report.found:
        yield f"  {found.message}"
        yield f"    sent by {_where(found.place)}"
        yield from (f"    {words} {_where(place)}" for words, place in found.related)
    told = {found.message for found in report.found}
    failed = [each for each in report.run.activities if each.status is Status.FAILED]
    times = Counter((each.name, each.message) for each in failed)
    for each in {(each.name, each.message): each for each in failed}.values():
        count = times[each.name, each.message]
        yield f"  {' / '.join(each.path)}{f'  ({count} times)' if count > 1 else ''}"
        for line in each.message.splitlines():
            if line.replace(f"activity {each.name!r}", "the activity") not in told:
                yield f"    {from_here(line)}"
                told.add(line)
        yield f"    at {_where(each.diagnostic.place if each.diagnostic else each.place)}"
    for run in report.aml:
        if run.outcome.status is Status.FAILED:
            yield from _of_aml(run, told)


def _of_aml(run: AmlRun, told: Container[str]) -> Iterator[str]:
    """What is not told yet of a run that failed, and where its logs are."""
    untold = [line for line in run.outcome.message.splitlines() if line not in told]
    if untold:
        yield f"  the AML pipeline of {run.side.job}"
        yield from (f"    {from_here(line)}" for line in untold)
    for step in run.outcome.steps:
        if step.status is Status.FAILED and step.log:
            yield f"  log of {step.name}: {from_here(str(step.log))}"


def _where(place: Place) -> str:
    """A place by line and column, and by its pointer if it has one."""
    line = f":{place.line}:{place.column}" if place.line else ""
    way = f"  {place.pointer}" if place.pointer else ""
    return f"{from_here(str(place.file))}{line}{way}"
