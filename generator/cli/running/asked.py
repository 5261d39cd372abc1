"""What the command line and the project ask of a run."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from generator.cli.moment import moment
from generator.cli.running.wrong import Wrong, no_job
from generator.contract.job import Job, Project
from generator.diagnostics import nearest
from generator.factory.documents import FOLDERS
from generator.local.aml import Datastores, LocalWorkspace, Models
from generator.local.parallel import DaskCluster, Engine, LocalProcesses
from generator.local.request import Request, Side
from generator.spec.language.project import LocalSpec

RUNS = Path("runs")


def asked(arguments: argparse.Namespace, project: Project, local: LocalSpec) -> Request:
    """The run that is asked for.

    Args:
        arguments: the command line.
        project: the jobs, by which the pipelines of the factory find their AML sides.
        local: what the project file says of this machine.

    Raises:
        Wrong: the command line asks for what cannot be.
    """
    job, pipeline = _pipeline(arguments.job, project)
    documents = arguments.output / FOLDERS[job.factory.service]
    if not documents.is_dir():
        raise Wrong(f"there is no folder {documents}", "make it: scorewright generate")
    trigger = _trigger(arguments.trigger, arguments.event, job, documents)
    at = moment(arguments.at)
    home = arguments.specs.resolve().parent
    folder = arguments.keep or _new_folder(pipeline, at or datetime.now(UTC))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Wrong(f"{folder} is not empty", "a run's folder is its own: choose another")
    fixtures = arguments.fixtures or (home / local.fixtures if local.fixtures else None)
    if fixtures and not fixtures.is_dir():
        raise Wrong(f"there is no folder {fixtures}", "fixtures are PIPELINE/ACTIVITY.json in it")
    return Request(
        pipeline=pipeline,
        documents=documents,
        service=job.factory.service,
        sides=tuple(_sides(arguments.output, project)),
        workspace=_workspace(arguments, local, home, folder),
        folder=folder,
        parameters=dict(_named(each, "--param") for each in arguments.param),
        trigger=trigger,
        at=at,
        event=arguments.event,
        fixtures=fixtures,
    )


def _pipeline(name: str, project: Project) -> tuple[Job, str]:
    """A job by its own name or by that of one of its pipelines, and which pipeline is meant."""
    for job in project.jobs.values():
        for pipeline in job.factory.pipelines:
            if name in (job.name, pipeline.name):
                return job, job.factory.pipelines[0].name if name == job.name else name
    raise no_job(name, project.jobs)


def _sides(output: Path, project: Project) -> Iterator[Side]:
    target = project.targets[project.git]
    for job in project.jobs.values():
        pipelines = tuple(each.name for each in job.factory.pipelines)
        address = target.endpoint_uri(job.aml.endpoint)
        yield Side(job.name, output / "aml" / job.name, pipelines, address)


def _trigger(name: str | None, event: Path | None, job: Job, documents: Path) -> str | None:
    """The trigger's document; a job's triggers are named after it, which need not be typed."""
    if name is None:
        if event:
            raise Wrong("--event needs --trigger", "say which trigger hears it")
        return None
    there = {file.stem for file in (documents / "trigger").glob("*.json")}
    for each in (f"{job.name}_{name}", name):
        if each in there:
            return each
    own = [each.name.removeprefix(f"{job.name}_") for each in job.factory.triggers]
    near = nearest(name, own)
    hint = f"did you mean {near!r}?" if near else f"it has: {', '.join(own) or 'none'}"
    raise Wrong(f"{job.name} has no trigger {name!r}", hint)


def _new_folder(pipeline: str, at: datetime) -> Path:
    """A folder for a run that is not there yet, named after its time."""
    first = RUNS / pipeline / at.strftime("%Y-%m-%dT%H-%M-%SZ")
    folder, number = first, 1
    while folder.exists():
        number += 1
        folder = first.with_name(f"{first.name}-{number}")
    return folder


def _workspace(
    arguments: argparse.Namespace, local: LocalSpec, home: Path, folder: Path
) -> LocalWorkspace:
    addresses = {name: _address(home, each) for name, each in local.datastores.items()}
    models = {name: home / path for name, path in local.models.items()}
    return LocalWorkspace(
        datastores=Datastores(addresses, unmapped=folder / "datastores"),
        models=Models(models),
        processes=arguments.workers,
        engine=_engine(arguments),
        inputs=_inputs(arguments.input),
    )


def _address(home: Path, address: str) -> str:
    """An address as it is, and a path from the project's folder."""
    return address if "://" in address else str(home / address)


def _engine(arguments: argparse.Namespace) -> Engine:
    if arguments.engine == "dask":
        return DaskCluster(arguments.scheduler)
    if arguments.scheduler:
        raise Wrong("--scheduler is Dask's", "add --engine dask")
    return LocalProcesses()


def _inputs(given: Sequence[str]) -> Mapping[str, Path]:
    """Paths by the input's name; "" is the only one there is."""
    found: dict[str, Path] = {}
    for text in given:
        name, equals, path = text.partition("=")
        where = Path(path if equals else text)
        if not where.exists():
            raise Wrong(f"--input: there is nothing at {where}", "give a file or a folder")
        found[name if equals else ""] = where.absolute()
    return found


def _named(text: str, option: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise Wrong(f"{option}: no name and value: {text!r}", "write it as name=value")
    return name, value
