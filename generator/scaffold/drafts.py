"""The spec of a new job, made from that of an example: text in, text out."""

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from generator.contract.model import Sdk
from generator.contract.steps import Column
from generator.diagnostics import Path
from generator.expression import Service
from generator.scaffold.editing import with_entry, without_entry
from generator.scaffold.examples import Example
from generator.scaffold.meaning import data_of, entries, text_at
from generator.scaffold.needs import with_needs
from generator.scaffold.refusal import Refused
from generator.scaffold.retarget import for_sdk, for_service

Written = tuple[str, str]
"""A datastore, and a path in it."""


class Draft(Struct, frozen=True):
    """The text of a new spec, and that of the project file with what it needs."""

    spec: str
    project: str


class Wanted(Struct, frozen=True):
    """What a job is to be. Where there is None it is as the example has it."""

    name: str
    service: Service | None = None
    sdk: Sdk | None = None
    columns: Sequence[Column] = ()


def drafted(wanted: Wanted, example: Example, project: str, taken: Collection[Written]) -> Draft:
    """Write the spec of a new job.

    Args:
        wanted: what it is to be.
        example: what it is made from.
        project: the text of the project file.
        taken: what other jobs write; the new one writes elsewhere.

    Raises:
        Refused: the example has no input to declare columns of, or a text cannot be edited so.
    """
    spec = with_entry(example.spec, ("name",), wanted.name)
    if "moved_from" in data_of(spec):
        spec = without_entry(spec, ("moved_from",))
    if wanted.service:
        spec = for_service(spec, wanted.service, service_of(project))
    if wanted.sdk:
        spec = for_sdk(spec, wanted.sdk)
    for path, place in _moved(spec, wanted.name, example.name, taken):
        spec = with_entry(spec, path, place)
    if wanted.columns:
        columns = {column.name: column.type.value for column in wanted.columns}
        spec = with_entry(spec, _columns(spec), columns)
    return Draft(spec, with_needs(project, spec, example.project))


def service_of(project: str) -> Service:
    """What starts the jobs of a project that do not say otherwise."""
    return "synapse" if text_at(data_of(project), "service") == "synapse" else "data_factory"


def outputs(spec: str) -> Iterator[Written]:
    """What the job of a spec writes."""
    for data in entries(data_of(spec), "data").values():
        if text_at(data, "role") == "output":
            yield text_at(data, "datastore"), text_at(data, "path")


def _moved(
    spec: str, name: str, like: str, taken: Collection[Written]
) -> Iterator[tuple[Path, str]]:
    """Places of its own: folders that are called like the example, and outputs that are taken."""
    for key, data in entries(data_of(spec), "data").items():
        place = text_at(data, "path")
        if place.startswith(f"{like}/"):
            place = name + place.removeprefix(like)
        if text_at(data, "role") == "output" and (text_at(data, "datastore"), place) in taken:
            place = f"{name}/{place}"
        if place != text_at(data, "path"):
            yield ("data", key, "path"), place


def _columns(spec: str) -> Path:
    """Where the columns of the job's first input stand."""
    for key, data in entries(data_of(spec), "data").items():
        if text_at(data, "role") == "input":
            return "data", key, "columns"
    raise Refused("the job has no input to declare columns of", "leave --from-data away")
