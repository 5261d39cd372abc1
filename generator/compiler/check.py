"""Is what stands on disk in step: is it what the specs compile to, and does the contract hold?

The contract is read back from the files themselves, so an edit is judged by what it says.
"""

import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.aml.read import Unreadable, read_offers
from generator.compiler.compile import Compiled
from generator.contract.compare import Factory, Mismatch, compare, differences
from generator.contract.job import Job
from generator.contract.model import Calls, Offer, Read
from generator.contract.pipelines import Pipeline
from generator.diagnostics import Code, Diagnostic, Place, sort
from generator.diagnostics import Path as Way
from generator.factory.documents import FOLDERS
from generator.factory.read import Document, read_calls
from generator.spec.load import Loaded
from generator.spec.nodes import Scalar
from generator.spec.origins import PROJECT, origin
from generator.spec.places import Places
from generator.workspace.files import read_text
from generator.workspace.plan import plan


def check(compiled: Compiled, output: Path) -> tuple[Diagnostic, ...]:
    """Check a folder against what the specs compiled to.

    Raises:
        FileFault: a file cannot be read.
    """
    return sort([*_files(compiled, output), *check_contracts(compiled.loaded, output)])


def _files(compiled: Compiled, output: Path) -> Iterator[Diagnostic]:
    planned = plan(output, compiled.artifacts, overwrite=False)
    yield from planned.diagnostics
    words = {
        "create": "is missing",
        "update": "is not what its spec compiles to",
        "delete": "belongs to no spec any more",
    }
    for action in planned.changes:
        message = f"the file {words[action.kind]}"
        place = Place(PurePosixPath(output / action.path))
        yield Diagnostic(Code.OUT_OF_DATE, message, place, "next: scorewright generate")


def check_contracts(loaded: Loaded, output: Path) -> Iterator[Diagnostic]:
    """Read each job's contract back from the files, and judge it.

    Raises:
        FileFault: a file cannot be read.
    """
    assert loaded.project is not None
    for job in loaded.project.jobs.values():
        for found in _contract(job, output):
            yield found if isinstance(found, Diagnostic) else _told(found, job, loaded)


def _contract(job: Job, output: Path) -> Iterator[Mismatch | Diagnostic]:
    """What is wrong with a contract; what can be read is judged whatever the rest is."""
    pipelines = [(each, read_pipeline(job, each, output)) for each in job.factory.pipelines]
    offer = read_job_offer(job, output)
    read = [
        Factory(each.calls, calls) for each, calls in pipelines if not isinstance(calls, Diagnostic)
    ]
    if len(read) == len(pipelines) and not isinstance(offer, Diagnostic):
        yield from compare(read, job.offer, offer)
        return
    yield from (calls for _, calls in pipelines if isinstance(calls, Diagnostic))
    for half in read:
        yield from differences(half.expected, half.calls)
    yield from [offer] if isinstance(offer, Diagnostic) else differences(job.offer, offer)


def read_pipeline(job: Job, pipeline: Pipeline, output: Path) -> Read[Calls] | Diagnostic:
    """What one of the job's documents on disk calls, and which triggers on disk start it."""
    folder = output / FOLDERS[job.factory.service]
    triggers = sorted((folder / "trigger").glob("*.json"))
    documents = []
    for file in (folder / "pipeline" / f"{pipeline.name}.json", *triggers):
        place = PurePosixPath(file)
        if not file.is_file():
            return Diagnostic(Code.UNREADABLE_SIDE, "the pipeline is missing", Place(place))
        try:
            documents.append(Document(place, json.loads(read_text(file))))
        except (ValueError, RecursionError) as error:
            return Diagnostic(Code.UNREADABLE_SIDE, f"the file is no JSON: {error}", Place(place))
    return read_calls(documents[0], documents[1:])


def read_job_offer(job: Job, output: Path) -> Read[Offer] | Diagnostic:
    """What the AML pipeline on disk accepts."""
    file = output / "aml" / job.name / "pipeline.py"
    place = PurePosixPath(file)
    if not file.is_file():
        return Diagnostic(Code.UNREADABLE_SIDE, "the AML pipeline is missing", Place(place))
    try:
        offers = read_offers(place, read_text(file))
    except Unreadable as error:
        return Diagnostic(Code.UNREADABLE_SIDE, f"the file is no Python: {error}", Place(place))
    if len(offers) != 1:
        message = f"the file defines {len(offers) or 'no'} AML pipelines, and the job has one"
        return Diagnostic(Code.UNREADABLE_SIDE, message, Place(place))
    return offers[0]


def _told(mismatch: Mismatch, job: Job, loaded: Loaded) -> Diagnostic:
    """A mismatch with all the places that belong to it."""
    related = [each for each in mismatch.related if each[1] != mismatch.place]
    if mismatch.origin is not None:
        assert loaded.project is not None
        came = origin(job, loaded.project.git, mismatch.pipeline, mismatch.origin)
        words = "in the project file" if came.file == PROJECT else "in the spec"
        related.append((words, _place(loaded.places[came.file], came.paths)))
    return Diagnostic(
        mismatch.code, mismatch.message, mismatch.place, mismatch.hint, tuple(related)
    )


def _place(places: Places, paths: tuple[Way, ...]) -> Place:
    """Where a spec says something: of a single value the value, of a thing its name.

    What it does not say stands where it would be said.
    """
    path = next((each for each in paths if each in places.values), paths[-1])
    while path and path not in places.values:
        path = path[:-1]
    return places.value(path) if isinstance(places.values.get(path), Scalar) else places.key(path)
