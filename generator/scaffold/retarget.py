"""A spec for the other service, or for the other SDK: what these do not spell alike."""

from collections.abc import Iterator, Mapping

from generator.contract.model import Sdk
from generator.contract.settings import PARALLEL_SETTINGS
from generator.diagnostics import Path
from generator.expression import Service
from generator.expression.scope import EVENT
from generator.scaffold.editing import with_entry, with_key, without_entry
from generator.scaffold.meaning import data_of, entries, text_at, walked
from generator.scaffold.spelling import Data
from generator.spec.checks.scoring import ONLY_IN

DATA_FLOW: Mapping[Service, str] = {"data_factory": "dataFlow", "synapse": "dataflow"}
"""How a service's ExecuteDataFlow activity names the data flow (the class of both SDKs)."""


def for_sdk(spec: str, sdk: Sdk) -> str:
    """A spec for an SDK, without the settings that only the other one has.

    Raises:
        Unchangeable: the spec cannot be edited so.
    """
    data = data_of(spec)
    if text_at(data, "aml", "sdk") == sdk:
        return spec
    for path in _of_the_other_sdk(data, sdk):
        spec = without_entry(spec, path)
    return with_entry(spec, ("aml", "sdk"), sdk)


def _of_the_other_sdk(data: Data, sdk: Sdk) -> Iterator[Path]:
    """The settings that an SDK lacks, by the tables by which the checks refuse them."""
    if sdk == "v2" and "target" in entries(data, "aml"):
        yield "aml", "target"
    keys = {key for other, only in ONLY_IN.items() if other != sdk for key in only}
    for path, activity in walked(entries(data, "factory"), ("factory",)):
        if isinstance(activity, Mapping) and _is_scoring(path, activity):
            yield from ((*path, key) for key in activity if key in keys)
    lacking = {key for key, row in PARALLEL_SETTINGS.items() if getattr(row, sdk) is None}
    for name, step in entries(data, "steps").items():
        yield from (("steps", name, key) for key in entries(step) if key in lacking)


def _is_scoring(path: Path, activity: Mapping[str, Data]) -> bool:
    usual = "Score" if path == ("factory", "activity") else ""
    return activity.get("type", usual) == "Score"


def for_service(spec: str, service: Service, shared: Service) -> str:
    """A spec for a service, in that service's words.

    Args:
        spec: its text.
        service: the service.
        shared: the one of the project's jobs that do not say otherwise.

    Raises:
        Unchangeable: the spec cannot be edited so.
    """
    named = text_at(data_of(spec), "factory", "service")
    if service != (named or shared):
        spec = with_entry(spec, ("factory", "service"), service)
    (other,) = (each for each in EVENT if each != service)
    return _respelt(spec, other, service)


def _respelt(spec: str, old: Service, new: Service) -> str:
    for path, value in _strings(spec, ("factory", "triggers")):
        if (event := f"{EVENT[old]}.") in value:
            spec = with_entry(spec, path, value.replace(event, f"{EVENT[new]}."))
    for path, found in walked(data_of(spec)):
        if path and path[-1] == DATA_FLOW[old] and text_at(found, "type") == "DataFlowReference":
            spec = with_key(spec, path, DATA_FLOW[new])
    return spec


def _strings(spec: str, under: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    for path, value in walked(entries(data_of(spec), *under), under):
        if isinstance(value, str):
            yield path, value
