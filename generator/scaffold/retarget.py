"""A spec for the other service, or for the other SDK: what these do not spell alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.contract.model import Sdk
from generator.diagnostics import Path
from generator.expression import Service
from generator.scaffold.editing import with_entry, with_key, without_entry
from generator.scaffold.meaning import data_of, entries, text_at, walked

ONLY_IN: Mapping[Sdk, tuple[Path, ...]] = {
    "v1": (("aml", "target"), ("factory", "activity", "version")),
    "v2": (("factory", "activity", "poll_interval"),),
}
"""The settings of a job that one SDK alone has. Another is refused where it stands."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """What one service calls otherwise than the other."""

    event: str
    data_flow: str


SPELLINGS: Mapping[Service, Spelling] = {
    "data_factory": Spelling("triggerBody().", "dataFlow"),
    "synapse": Spelling("trigger().outputs.body.", "dataflow"),
}
"""How a service's triggers read an event, and its ExecuteDataFlow activity names the data flow.

Sources: how-to-create-event-trigger, of both; the ExecuteDataFlowActivity of both SDKs.
"""


def for_sdk(spec: str, sdk: Sdk) -> str:
    """A spec for an SDK, without the settings that only the other one has.

    Raises:
        Unchangeable: the spec cannot be edited so.
    """
    data = data_of(spec)
    if text_at(data, "aml", "sdk") == sdk:
        return spec
    for other, paths in ONLY_IN.items():
        for path in paths if other != sdk else ():
            if str(path[-1]) in entries(data, *map(str, path[:-1])):
                spec = without_entry(spec, path)
    return with_entry(spec, ("aml", "sdk"), sdk)


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
    (other,) = (spelling for name, spelling in SPELLINGS.items() if name != service)
    return _respelt(spec, other, SPELLINGS[service])


def _respelt(spec: str, old: Spelling, new: Spelling) -> str:
    for path, value in _strings(spec, ("factory", "triggers")):
        if old.event in value:
            spec = with_entry(spec, path, value.replace(old.event, new.event))
    for path, found in walked(data_of(spec)):
        if path and path[-1] == old.data_flow and text_at(found, "type") == "DataFlowReference":
            spec = with_key(spec, path, new.data_flow)
    return spec


def _strings(spec: str, under: tuple[str, ...]) -> Iterator[tuple[Path, str]]:
    for path, value in walked(entries(data_of(spec), *under), under):
        if isinstance(value, str):
            yield path, value
