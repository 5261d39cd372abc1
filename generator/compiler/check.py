"""Is what stands on disk in step: is it what the specs compile to, and does the contract hold?

The contract is read back from the files themselves, so an edit is judged by what it says.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from generator.aml.read import Unreadable, read_offers
from generator.compiler.compile import Compiled
from generator.contract.compare import Mismatch, differences, fit
from generator.contract.job import Job
from generator.contract.model import Calls, Offer, Read
from generator.diagnostics import Code, Diagnostic, Place, sort
from generator.factory.read import Document, read_calls
from generator.spec.origins import origin
from generator.spec.places import Places
from generator.workspace.files import read_text
from generator.workspace.plan import plan


def check(compiled: Compiled, output: Path) -> tuple[Diagnostic, ...]:
    """Check a folder against what the specs compiled to.

    Raises:
        FileFault: a file cannot be read.
    """
    assert compiled.loaded.project is not None
    found = list(_files(compiled, output))
    for name, job in compiled.loaded.project.jobs.items():
        found += _contract(job, compiled.loaded.places[name], output)
    return sort(found)


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


def _contract(job: Job, places: Places, output: Path) -> Iterator[Diagnostic]:
    calls = read_job_calls(job, output)
    offer = read_job_offer(job, output)
    if isinstance(calls, Diagnostic):
        yield calls
    else:
        yield from _told(differences(job.calls, calls), job, places)
    if isinstance(offer, Diagnostic):
        yield offer
    else:
        yield from _told(differences(job.offer, offer), job, places)
    if not isinstance(calls, Diagnostic) and not isinstance(offer, Diagnostic):
        yield from _told(fit(calls, offer), job, places)


def read_job_calls(job: Job, output: Path) -> Read[Calls] | Diagnostic:
    """What the factory's documents on disk call the job's AML pipeline with."""
    folder = output / "factory"
    files = [folder / "pipeline" / f"{job.name}.json", *sorted((folder / "trigger").glob("*.json"))]
    documents = []
    for file in files:
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


def _told(mismatches: Iterable[Mismatch], job: Job, places: Places) -> Iterator[Diagnostic]:
    for mismatch in mismatches:
        if mismatch.other is None:
            related = (("in the spec", places.value(origin(job, mismatch.path))),)
        else:
            related = (("the other side", mismatch.other),)
        yield Diagnostic(mismatch.code, mismatch.message, mismatch.place, mismatch.hint, related)
