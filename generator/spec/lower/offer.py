"""What a job's AML pipeline accepts: the other half of the contract."""

from collections.abc import Iterator, Mapping
from typing import Literal as OneOf

from generator.contract.job import RUN_ID, Parameter
from generator.contract.model import DataPath, Offer, Offered, Sdk, Slot, Type
from generator.contract.ports import is_mounted, reads, writes
from generator.contract.steps import Data, Step
from generator.contract.types import offered_default, offered_type
from generator.contract.values import Literal
from generator.spec.paths import filled


def used(steps: tuple[Step, ...], sdk: Sdk, service: str) -> frozenset[str]:
    """The parameters that the AML pipeline has: those that a script of it is given."""
    return frozenset(_used(steps, sdk, service)) - {RUN_ID}


def _used(steps: tuple[Step, ...], sdk: Sdk, service: str) -> Iterator[str]:
    for step in steps:
        yield from step.arguments
        for data in (*reads(step), *writes(step)):
            if is_mounted(data, sdk, service) or (sdk == "v1" and data.role == "output"):
                yield from data.parameters


def sent(steps: tuple[Step, ...], sdk: Sdk, service: str) -> tuple[Data, ...]:
    """The data whose places the factory sends, each once: in v1 inputs, in v2 outputs, too."""
    roles = ("input",) if sdk == "v1" else ("input", "output")
    found = [
        data
        for role in roles
        for step in steps
        for data in (*reads(step), *writes(step))
        if data.role == role
    ]
    return tuple(
        data
        for data in dict.fromkeys(found)
        if data.kind != "table" and not is_mounted(data, sdk, service)
    )


def offer(
    job: str,
    sdk: Sdk,
    service: str,
    parameters: Mapping[str, Parameter],
    steps: tuple[Step, ...],
) -> Offer:
    """What the job's AML pipeline accepts, as far as its SDK can say it."""
    names = used(steps, sdk, service)
    offered = {name: _offered(item, sdk) for name, item in parameters.items() if name in names}
    places = sent(steps, sdk, service)
    if sdk == "v2":
        slots = {data.name: _slot(data) for data in places}
        return Offer(sdk, job, offered, slots)
    defaults = {name: item.default for name, item in parameters.items()}
    slots = {
        data.name: Slot("input", default=_place(data, filled(data.path, defaults)))
        for data in places
    }
    for step in steps:
        for data in writes(step):
            if data.role == "output":
                slots[data.name] = Slot("output", default=_place(data, data.fixed))
    return Offer(sdk, "", offered | {RUN_ID: Offered(Type.STRING, Literal("none"))}, slots)


def _place(data: Data, path: str) -> DataPath:
    return DataPath(Literal(data.datastore), Literal(path))


def _slot(data: Data) -> Slot:
    """Data that a run is sent the place of."""
    role: OneOf["input", "output"] = "input" if data.role == "input" else "output"
    return Slot(role, "file" if data.kind == "file" else "folder")


def _offered(parameter: Parameter, sdk: Sdk) -> Offered:
    """A parameter as its SDK declares it; in v1 there are no bounds."""
    given = None
    if parameter.default is not None:
        given = Literal(
            offered_default(parameter.type, parameter.default, sdk, encoded=parameter.encoded)
        )
    if sdk == "v1":
        return Offered(offered_type(parameter.type, sdk) if given else None, given)
    return Offered(
        parameter.type, given, parameter.minimum, parameter.maximum, parameter.description
    )
