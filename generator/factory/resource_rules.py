"""What Data Factory and Synapse ask of linked services and datasets that a project file declares.

The findings' ways lead through that file.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from generator import expression
from generator.contract.pipelines import FactoryData
from generator.contract.resources import Dataset, LinkedService
from generator.contract.values import Expression
from generator.diagnostics import Code, Path, nearest
from generator.diagnostics.finding import Finding
from generator.expression import ResourceKind, Scope, Service
from generator.factory import types
from generator.factory.references import homes
from generator.factory.rules import SQL
from generator.factory.types.data import is_expression


def check_linked_service(
    service: LinkedService, environments: Iterable[str], of: Service = "data_factory"
) -> Iterator[Finding]:
    """Check a linked service by its type, and what its expressions read.

    Args:
        service: the linked service.
        environments: the project's environments, each of which is checked.
        of: whose linked service it is.
    """
    there = tuple(environments)
    for environment in there or ("",):
        yield from _in_environment(service, environment, of)
    for environment in there:
        yield from _without_value(service, environment, of)
    for path, properties in homes(service):
        yield from _lookalikes(properties, path)
        if service.parameters:
            scope = _scope(service.parameters, ResourceKind.LINKED_SERVICE, of)
            yield from _expressions(properties, path, scope)
        else:
            yield from _nothing_to_read(properties, path)


def check_dataset(dataset: Dataset, of: Service = "data_factory") -> Iterator[Finding]:
    """Check a dataset by its type, and what its expressions read.

    Args:
        dataset: the dataset.
        of: whose dataset it is.
    """
    at: Path = ("datasets", dataset.name)
    inside = (*at, "properties")
    yield from types.check_properties(of, "dataset", dataset.type, dataset.properties, inside)
    yield from types.check_secrets(of, "dataset", dataset.type, dataset.properties, inside)
    yield from _lookalikes(dataset.properties, inside)
    scope = _scope(dataset.parameters, ResourceKind.DATASET, of)
    yield from _expressions(dataset.properties, inside, scope)
    # They were put into their one spelling, so that nobody can tell where in the text a fault is.
    for finding in _expressions(
        dict(dataset.linked_service.parameters), (*at, "linked_service_parameters"), scope
    ):
        yield replace(finding, span=None)


# the properties of a linked service, as each environment has them ---------------------------------


def _at(service: LinkedService) -> Path:
    return ("linked_services", service.name)


def _varying_at(service: LinkedService, environment: str) -> Path:
    return ("environments", environment, "linked_services", service.name)


def _in_environment(service: LinkedService, environment: str, of: Service) -> Iterator[Finding]:
    """Check all properties together, as one environment has them.

    What it lacks is reported as that; here it has another environment's value.
    """
    kind, at = service.type, (*_at(service), "properties")
    origins = {
        name: environment if environment in by else next(iter(by))
        for name, by in service.varying.items()
    }
    varying = {name: service.varying[name][origin] for name, origin in origins.items()}
    together = {**service.properties, **varying}
    for finding in (
        *types.check_properties(of, "linkedService", kind, together, at),
        *types.check_secrets(of, "linkedService", kind, together, at),
        *_no_server(kind, together, at),
    ):
        yield replace(finding, path=_home(service, origins, finding.path))


def _home(service: LinkedService, origins: Mapping[str, str], path: Path) -> Path:
    """Where the file has what stands at a way through all properties together."""
    inside = path[3:]
    if inside and (origin := origins.get(str(inside[0]))):
        return (*_varying_at(service, origin), *inside)
    return path if inside or path[-1] == "type" else _at(service)


def _no_server(kind: str, properties: Mapping[str, FactoryData], at: Path) -> Iterator[Finding]:
    """To the SDKs both are optional, since the older connection string can stand for them."""
    if kind in SQL and "connectionString" not in properties:
        known = types.property_names("data_factory", "linkedService", kind)
        yield from types.lacking(kind, {"server", "database"} - _meant(properties, known), at)


def _without_value(service: LinkedService, environment: str, of: Service) -> Iterator[Finding]:
    given = [name for name, by in service.varying.items() if environment in by]
    known = types.property_names(of, "linkedService", service.type)
    if lacking := (service.varying.keys() & known) - _meant(given, known):
        message = f"{', '.join(sorted(lacking))} of {service.name!r} has no value in {environment}"
        hint, at = "what one environment sets, each sets", _varying_at(service, environment)
        yield Finding(Code.PER_ENVIRONMENT, at, message, hint, "key")


def _meant(given: Iterable[str], known: frozenset[str]) -> set[str]:
    """The names that are given, rightly or misspelt: those are reported as unknown."""
    return {name if name in known else nearest(name, known) for name in given}


# expressions --------------------------------------------------------------------------------------


def _scope(parameters: Iterable[str], kind: ResourceKind, of: Service) -> Scope:
    return Scope(frozenset(parameters), resource=kind, service=of)


def _expressions(data: FactoryData, path: Path, scope: Scope) -> Iterator[Finding]:
    for at, text in _texts(data, path):
        for each in expression.check(text, scope):
            yield Finding(each.code, at, each.message, each.hint, span=(each.start, each.end))


def _nothing_to_read(data: FactoryData, path: Path) -> Iterator[Finding]:
    """All that an expression of a linked service can read is its parameters."""
    for at, _ in _texts(data, path):
        message = "a linked service without parameters has nothing to compute"
        hint = "write text that begins with '@' with '@@', and '@{' in text as '@@{'"
        yield Finding(Code.NOT_AVAILABLE_HERE, at, message, hint)


def _lookalikes(data: FactoryData, path: Path) -> Iterator[Finding]:
    """An object of exactly `value` and `type: Expression` is an expression, wherever it stands."""
    if isinstance(data, Mapping):
        if data.keys() == {"value", "type"} and is_expression(data):
            message = "Data Factory would take this object for an expression"
            hint = "write only the expression: text that begins with @"
            yield Finding(Code.LOOKS_LIKE_EXPRESSION, path, message, hint)
        for name, value in data.items():
            yield from _lookalikes(value, (*path, name))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from _lookalikes(value, (*path, i))


def _texts(data: FactoryData, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, Expression):
        yield path, data.text
    elif isinstance(data, Mapping):
        for name, value in data.items():
            yield from _texts(value, (*path, name))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from _texts(value, (*path, i))
