"""scorewright add: a job, or an entry in a file that somebody owns."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from generator.cli import COULD_NOT, FINE, FOUND
from generator.cli.adding import activity, environment, parameter, trigger
from generator.cli.at_work import tell
from generator.cli.quoted import quoted
from generator.cli.report import NOTHING, report, severities, today
from generator.cli.summary import lines, written
from generator.cli.writing import say
from generator.compiler.remembering import remembering
from generator.scaffold.additions import Make, added
from generator.scaffold.columns import ColumnsFault, columns_of
from generator.scaffold.jobs import AddedJob, added_job
from generator.scaffold.refusal import Refused, WouldNotCompile
from generator.workspace.files import FileFault

_MAKERS: Mapping[str, Callable[[argparse.Namespace], Make]] = {
    "activity": activity,
    "environment": environment,
    "parameter": parameter,
    "trigger": trigger,
}
"""What is added to a file that is there, by its kind."""


def run(arguments: argparse.Namespace) -> int:
    """Add it, or say why not and write nothing."""
    try:
        with remembering():
            return _job(arguments) if arguments.kind == "job" else _entry(arguments)
    except WouldNotCompile as wrong:
        report(wrong.diagnostics, arguments.format, quoted(wrong.diagnostics, wrong.texts))
        say(f"{severities(wrong.diagnostics)}. {NOTHING}", arguments.format)
        return FOUND
    except Refused as refused:
        words = f"scorewright add {arguments.kind}: {refused.message}\n  {refused.hint}"
        print(f"{words}\n{NOTHING}", file=sys.stderr)
        return COULD_NOT
    except ColumnsFault as fault:
        report(fault.diagnostics, arguments.format, quoted(fault.diagnostics, {}))
        say(NOTHING, arguments.format)
        return COULD_NOT
    except FileFault as fault:
        report([fault.diagnostic], arguments.format, {})
        return COULD_NOT


def _entry(arguments: argparse.Namespace) -> int:
    make, job = _MAKERS[arguments.kind](arguments), getattr(arguments, "job", None)
    done = added(arguments.specs, job, make, today())
    report(done.diagnostics, arguments.format, quoted(done.diagnostics, {}))
    where = f"{done.place.file}:{done.place.line}"
    text = [f"  added    {done.words}   {where}", *(f"    {line}" for line in done.lines)]
    text += [f"  {note}" for note in done.notes]
    say("\n".join(text), arguments.format)
    say(f"next: {_command('generate', arguments)}", arguments.format)
    return FINE


def _job(arguments: argparse.Namespace) -> int:
    data: Path | None = arguments.from_data
    columns = columns_of(data) if data else ()
    done = added_job(
        arguments.specs,
        arguments.output,
        arguments.name,
        like=arguments.like,
        service=arguments.service,
        sdk=arguments.sdk,
        columns=columns,
        today=today(),
        tell=tell,
    )
    told = done.sync.compiled.diagnostics
    report(told, arguments.format, quoted(told, {}))
    for line in _lines(done):
        say(line, arguments.format)
    say(f"Job {done.name}, like {done.like}: {written(done.sync.plan)}.", arguments.format)
    if words := _model(done):
        say(words, arguments.format)
    run = _command(f"run {done.name} --input {data or 'FILE'}", arguments)
    say(f"next: {run}", arguments.format)
    return FINE


def _lines(done: AddedJob) -> Iterator[str]:
    """A line for each file that was written."""
    yield f"  created  {done.spec}"
    if done.project:
        yield f"  edited   {done.project}"
    written_over = {action.path for action in done.sync.plan.changes}
    yield from lines(done.sync.plan)
    for path in done.scripts:
        if path not in written_over:
            yield f"  created  {done.sync.plan.output / path}"


def _model(done: AddedJob) -> str:
    """Where a run here looks for the job's model, if it has one that is not there yet."""
    loaded = done.sync.compiled.loaded
    model = done.sync.project.jobs[done.name].aml.model
    if model is None:
        return ""
    name = f"{model.name}:{model.version}"
    place = loaded.local.models.get(name)
    if place is None:
        return f"  say in the project file, under `local: {{models: ...}}`, where {name} is here"
    if (done.spec.parent.parent / place).exists():
        return ""
    return f"  a run here looks for the model {name} at {place}, where it is not yet"


def _command(words: str, arguments: argparse.Namespace) -> str:
    """A command for the same folders."""
    folders = (("--specs", Path("specs")), ("--output", Path("output")))
    given = (
        f" {option} {value}"
        for option, usual in folders
        if (value := getattr(arguments, option[2:], usual)) != usual
    )
    return f"scorewright {words}{''.join(given)}"
