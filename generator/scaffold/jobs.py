"""Adding a job to a project: its spec, what it compiles to, and the scripts of an example."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import get_args

from msgspec import Struct

from generator.compiler.changes import check_changes
from generator.compiler.check import stopped
from generator.compiler.compile import Compiled
from generator.compiler.sync import Sync, synchronized
from generator.contract.model import Sdk
from generator.contract.steps import Column
from generator.diagnostics import nearest
from generator.expression import Service
from generator.scaffold.checking import Texts, checked
from generator.scaffold.drafts import Draft, Wanted, drafted, outputs, service_of
from generator.scaffold.examples import BLANK, Example, examples, written_scripts
from generator.scaffold.files import project_file, spec_files, writing
from generator.scaffold.refusal import Refused, WouldNotCompile
from generator.spec.files import PROJECT
from generator.spec.forms import Name
from generator.workspace.apply import apply
from generator.workspace.artifacts import Owner
from generator.workspace.at_work import Tell, at_work
from generator.workspace.specs import read_specs

_NAME = get_args(Name)[1]
_MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
Scripts = Mapping[PurePosixPath, str]
"""Texts of scripts by their paths below the output folder."""


class AddedJob(Struct, frozen=True):
    """A job that was added, with what was written.

    `like` is what it was made from. `project` is the project file if that got something, too.
    `sync` is the plan that was carried out, `scripts` are those of the example.
    """

    name: str
    like: str
    spec: Path
    project: Path | None
    sync: Sync
    scripts: Scripts


def _nobody(_: str) -> None:
    """Nobody waits."""


def added_job(
    specs: Path,
    output: Path,
    name: str,
    *,
    like: str | None = None,
    service: Service | None = None,
    sdk: Sdk | None = None,
    columns: Sequence[Column] = (),
    today: date | None = None,
    tell: Tell = _nobody,
) -> AddedJob:
    """Add a job: write its spec, generate, and lay the example's scripts over the scaffolds.

    They are as if somebody had edited the scaffolds, so that `generate` keeps them from then on.
    Everything is written or nothing.

    Args:
        specs: the folder of specs, with a project file; that gets what the job needs of it.
        output: the folder of what specs compile to.
        name: the new job.
        like: an example, or a job that is there; without it the blank example.
        service: what starts it; without it the project's own, or that of the job that is there.
        sdk: Azure ML's; without it that of the example, or of the job that is there.
        columns: the columns of its first input.
        today: the day, for warnings of what lies in the past.
        tell: is told what people wait for.

    Raises:
        Refused: the name is none or taken, there is nothing like `like`, or a file of the job's
            is there already.
        WouldNotCompile: the specs would not, or do not, compile; or `generate` would stop.
        FileFault: a file cannot be read or written.
    """
    texts = read_specs(specs)
    _check_name(name, output, texts)
    project = project_file(texts)
    example = _example(like, output, texts, project.text)
    usual = None if like in spec_files(texts) else service_of(project.text)
    draft = _draft(Wanted(name, service or usual, sdk, columns), example, project.text, texts)
    spec = specs / f"{name}.yaml"
    new = {spec: _with_schema_that_is_there(draft.spec, specs)}
    changes = {project: draft.project} if draft.project != project.text else {}
    after = {**texts, project.name: draft.project, PurePosixPath(spec): new[spec]}
    compiled = checked(PurePosixPath(specs), texts, after, today)
    if compiled.errors:
        raise WouldNotCompile(compiled.errors, after)
    with at_work(output, tell) as lock:
        sync = synchronized(compiled, output, lock)
        _check_plan(sync, output, name, after)
        scripts = _scripts(example, compiled, name)
        with writing(changes, new):
            apply(sync.plan, scripts)
    return AddedJob(
        name, example.name, spec, Path(project.name) if changes else None, sync, scripts
    )


def _draft(wanted: Wanted, example: Example, project: str, texts: Texts) -> Draft:
    """The new spec, which writes where no other job does."""
    taken = {place for file in spec_files(texts).values() for place in outputs(texts[file])}
    return drafted(wanted, example, project, taken)


def _check_name(name: str, output: Path, texts: Texts) -> None:
    """Raises Refused for what is no name of a new job, before anything is made of it."""
    if not re.fullmatch(_NAME.pattern.strip("^$"), name) or len(name) > _NAME.maximum:
        hint = f"it is {_NAME.about}, {_NAME.maximum} at most"
        raise Refused(f"{name!r} is no name of a job", hint)
    if name == PROJECT:
        raise Refused(f"{name!r} is the name of the project file", "choose another name")
    if name in spec_files(texts):
        raise Refused(f"there is a job {name!r} already", "choose another name")
    folder = output / "aml" / name
    if folder.exists():
        raise Refused(f"there is a folder {folder} already", "move it away, or choose another name")


def _example(name: str | None, output: Path, texts: Texts, project: str) -> Example:
    """An example, or a job of the project, which is nearer; the blank example if none is named."""
    if name is None:
        return examples()[BLANK]
    jobs = spec_files(texts)
    if name in jobs:
        return Example(name, "", texts[jobs[name]], written_scripts(output / "aml" / name), project)
    if name in examples():
        return examples()[name]
    known = list(dict.fromkeys([*jobs, *examples()]))
    near = nearest(name, known)
    hint = f"did you mean {near!r}? " if near else ""
    raise Refused(f"there is no job {name!r}", f"{hint}there are: {', '.join(known)}")


def _with_schema_that_is_there(spec: str, specs: Path) -> str:
    """A spec without its first line, if that names a schema that this project does not have."""
    line = _MODELINE.match(spec)
    return spec[line.end() :] if line and not (specs / line[1]).is_file() else spec


def _check_plan(sync: Sync, output: Path, name: str, texts: Texts) -> None:
    """Raises what keeps the plan from being carried out."""
    if was := sync.renamed.get(name):
        message = f"it would be taken for the job {was!r}, whose spec is gone"
        raise Refused(message, "settle that first: scorewright generate")
    found = [*stopped(sync), *check_changes(sync.compiled, output)]
    if found:
        raise WouldNotCompile(found, texts)


def _scripts(example: Example, compiled: Compiled, name: str) -> Scripts:
    """The example's scripts, but for those that nobody has touched since they were scaffolded."""
    return dict(_laid(example, compiled, PurePosixPath("aml", name)))


def _laid(
    example: Example, compiled: Compiled, folder: PurePosixPath
) -> Iterator[tuple[PurePosixPath, str]]:
    for script, text in example.scripts.items():
        artifact = compiled.artifacts.get(folder / script)
        if artifact and artifact.owner is not Owner.SCAFFOLD:
            message = f"the script {script} of {example.name} is called as a generated one is"
            raise Refused(message, "make it like another job")
        if artifact is None or artifact.text != _renamed(text, example.name, folder.name):
            yield folder / script, text


def _renamed(text: str, was: str, name: str) -> str:
    """A scaffold as it would be of a job with another name."""
    return re.sub(rf"\b{re.escape(was)}\b", name, text)
