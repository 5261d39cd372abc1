"""What jobs share in the factory: the values of each environment, and names that clash."""

from collections.abc import Iterator, Mapping

from generator.contract.values import Expression, Literal, Scalar
from generator.diagnostics import Code, Path, nearest
from generator.diagnostics.finding import Finding
from generator.spec.checks.broken import Broken
from generator.spec.checks.context import advice
from generator.spec.language import ProjectSpec
from generator.spec.language.resources import ResourceParameterSpec, ResourceParameterType


def check(project: ProjectSpec, broken: Broken) -> Iterator[Finding]:
    """Check the linked services, datasets and credentials of a project file."""
    yield from _varying(project, broken)
    yield from _credentials(project, broken)
    yield from _clashes(project, broken)
    yield from _defaults(project)


def _varying(project: ProjectSpec, broken: Broken) -> Iterator[Finding]:
    """A property has values of the environments, or one of all."""
    services = broken.names(project.linked_services, "linked_services")
    for environment, target in project.environments.items():
        for service, properties in target.linked_services.items():
            path: Path = ("environments", environment, "linked_services", service)
            if service not in services:
                message = f"the project has no linked service {service!r}"
                hint = advice(service, services, "declared")
                yield Finding(Code.UNKNOWN_LINKED_SERVICE, path, message, hint, "key")
            for name in properties:
                yield from _one_way(project, service, name, (*path, name))


def _one_way(project: ProjectSpec, service: str, name: str, path: Path) -> Iterator[Finding]:
    declared = project.linked_services.get(service)
    if declared and name in declared.properties:
        message = f"{name!r} of {service!r} has a value for all environments too"
        related = (("for all", ("linked_services", service, "properties", name)),)
        yield Finding(Code.PER_ENVIRONMENT, path, message, "drop one of them", "key", None, related)


def _defaults(project: ProjectSpec) -> Iterator[Finding]:
    """What a parameter is where nothing is given is data: nothing evaluates it."""
    for section in ("linked_services", "datasets"):
        for name, resource in getattr(project, section).items():
            for parameter, spec in resource.parameters.items():
                if fault := _fault(spec):
                    path: Path = (section, name, "parameters", parameter, "default")
                    yield Finding(Code.BAD_DEFAULT, path, *fault)


_SCALARS: Mapping[ResourceParameterType, tuple[type[Scalar], ...]] = {
    ResourceParameterType.STRING: (str,),
    ResourceParameterType.INTEGER: (int,),
    ResourceParameterType.FLOAT: (int, float),
    ResourceParameterType.BOOLEAN: (bool,),
}


def _fault(spec: ResourceParameterSpec) -> tuple[str, str] | None:
    """Why a default is none of its parameter's type: message and hint."""
    given = spec.default
    if isinstance(given, Expression):
        return "a default is no expression", "give the value where it is used"
    if not isinstance(given, Literal) or type(given.value) in _SCALARS[spec.type]:
        return None
    message = f"{given.value!r} is no default of a parameter of type {spec.type}"
    return message, "write a value of that type, or give the parameter another"


def _credentials(project: ProjectSpec, broken: Broken) -> Iterator[Finding]:
    """Each environment has the identity behind each credential."""
    declared = broken.names(project.credentials, "credentials")
    for environment, target in project.environments.items():
        path: Path = ("environments", environment, "credentials")
        given = broken.names(target.credentials, *path)
        for name in target.credentials:
            if name not in declared:
                message = f"the project has no credential {name!r}"
                hint = advice(name, declared, "declared")
                yield Finding(Code.UNKNOWN_RESOURCE, (*path, name), message, hint, "key")
        meant = declared.meant(given)
        for name in project.credentials:
            if name not in meant and name not in given:
                message = f"the credential {name!r} has no resource id in {environment}"
                hint = f"add `credentials: {{{name}: /subscriptions/...}}`"
                yield Finding(Code.PER_ENVIRONMENT, path[:-1], message, hint, "key")


def _clashes(project: ProjectSpec, broken: Broken) -> Iterator[Finding]:
    """What is declared is made, so that it cannot be there already; letter case tells nothing."""
    made: Mapping[str, set[str]] = {
        "linked_services": {*project.linked_services, project.aml.linked_service},
        "datasets": set(project.datasets),
    }
    for section, names in made.items():
        there: tuple[str, ...] = getattr(project.existing, section)
        declared = {name.casefold(): name for name in names}
        for i, name in broken.numbered(there, "existing", section):
            if own := declared.get(name.casefold()):
                message = f"{name!r} is there already, and the project makes {own!r}"
                hint = "drop one of them: names differ by more than letter case"
                yield Finding(Code.NAME_CLASH, ("existing", section, i), message, hint)


def whole_services(project: ProjectSpec, broken: Broken) -> Iterator[str]:
    """The linked services of which everything could be read, in every environment."""
    misspelt = _misspelt(project)
    for service in project.linked_services:
        unread = broken.touches("linked_services", service) or _unread(broken, project, service)
        if not unread and service not in misspelt:
            yield service


def whole_datasets(project: ProjectSpec, broken: Broken) -> Iterator[str]:
    """The datasets of which everything could be read."""
    return (each for each in project.datasets if not broken.touches("datasets", each))


def _unread(broken: Broken, project: ProjectSpec, service: str) -> bool:
    """Whether some environment's values of a linked service could not be read."""
    environments = broken.names(project.environments, "environments")
    places = [("environments", each, "linked_services") for each in environments]
    return environments.all_lost or any(
        service in broken.names((), *place) or broken.touches(*place, service) for place in places
    )


def _misspelt(project: ProjectSpec) -> set[str]:
    """The linked services that an environment means by a name that is not declared."""
    known = project.linked_services
    named = {name for target in project.environments.values() for name in target.linked_services}
    return {nearest(name, known) for name in named - known.keys()}
