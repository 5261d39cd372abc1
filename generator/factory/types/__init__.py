"""The types of activities, linked services and datasets, as Microsoft's SDKs publish them.

The tables beside this module are extracted from the SDKs by `tools/factory_types`; nothing here
needs an SDK. `check_properties` judges the properties of a type, `check_secrets` what they write
out.
"""

from collections.abc import Collection, Iterator, Mapping

from generator.contract.pipelines import FactoryData
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.factory.types import wording
from generator.factory.types.check import Checker, lacking
from generator.factory.types.retired import RETIRED
from generator.factory.types.secrets import check_secrets, secret_properties
from generator.factory.types.table import Kind, Service, table

__all__ = [
    "Kind",
    "Service",
    "activity_types",
    "check_properties",
    "check_secrets",
    "check_type",
    "dataset_types",
    "has_member",
    "lacking",
    "linked_service_types",
    "policy_properties",
    "property_names",
    "secret_properties",
]
_NAMES: Mapping[Kind, str] = {
    "activity": "activity",
    "linkedService": "linked service",
    "dataset": "dataset",
}
_SERVICES: Mapping[Service, str] = {"data_factory": "Data Factory", "synapse": "Synapse"}


def activity_types(service: Service) -> frozenset[str]:
    """The names of all types of activities that a service has."""
    return frozenset(table(service).sections["activity"])


def linked_service_types(service: Service) -> frozenset[str]:
    """The names of all types of linked services that a service has."""
    return frozenset(table(service).sections["linkedService"])


def dataset_types(service: Service) -> frozenset[str]:
    """The names of all types of datasets that a service has."""
    return frozenset(table(service).sections["dataset"])


def property_names(service: Service, kind: Kind, type_: str) -> frozenset[str]:
    """The names of a type's own properties; of a type that has variants, those of all of them."""
    types = table(service)
    alternatives = types.alternatives(types.properties(kind, type_))
    return frozenset(name for definition in alternatives for name in definition)


def policy_properties(service: Service, activity: str) -> frozenset[str]:
    """What the policy of an activity can hold; nothing if activities of its type have none."""
    types = table(service)
    name = types.sections["activity"].get(activity)
    policy = types.definitions[name].get("policy") if name else None
    alternatives = types.alternatives(policy.form) if policy else ()
    return frozenset(name for definition in alternatives for name in definition)


def has_member(service: Service, activity: str, member: str) -> bool:
    """Whether activities of a type have a member beside their type properties, as "inputs"."""
    types = table(service)
    name = types.sections["activity"].get(activity)
    return name is not None and member in types.definitions[name]


def check_properties(
    service: Service,
    kind: Kind,
    type_: str,
    data: Mapping[str, FactoryData],
    at: Path,
    present: Collection[str] = (),
) -> Iterator[Finding]:
    """Check what a spec gives as the properties of an activity, a linked service or a dataset.

    A literal where a secret goes is left to `check_secrets`, which does not quote it.

    Args:
        service: whose types are meant; Data Factory and Synapse differ.
        kind: what has the properties.
        type_: its type, which stands beside the properties under the key `type`.
        data: the properties. An expression can stand for anything, whatever its place.
        at: the way to the properties in the user's file.
        present: properties that the caller supplies, so that the user does not.

    Yields:
        A finding for whatever the SDK's types do not have, or have otherwise; a warning for a type
        that Azure has retired. Its way leads to the key or value itself, or to the nearest around
        what is missing.
    """
    yield from check_type(service, kind, type_, (*at[:-1], "type"))
    types = table(service)
    if type_ in types.sections[kind]:
        form = types.properties(kind, type_)
        yield from Checker(types).properties(form, data, at, type_, present)


def check_type(service: Service, kind: Kind, type_: str, at: Path) -> Iterator[Finding]:
    """Check the name of a type alone: whether the service has it, and has it still."""
    known = table(service).sections[kind]
    if type_ not in known:
        message = f"{type_!r} is no known type of {_NAMES[kind]}"
        others = [name for each, name in _SERVICES.items() if type_ in table(each).sections[kind]]
        hint = wording.known(type_, known, "known")
        if others:
            hint = f"only {others[0]} has it"
        yield Finding(Code.ACTIVITY_TYPE, at, message, hint)
    elif (kind, type_) in RETIRED:
        why, instead = RETIRED[kind, type_]
        yield Finding(Code.RETIRED, at, why, instead, severity="warning")
