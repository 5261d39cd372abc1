"""What Data Factory asks of the activities and linked services that a spec names by type.

The rows are the type properties of azure-mgmt-datafactory's classes of these names.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.contract.job import Follower, LinkedService
from generator.contract.values import Expression, Literal
from generator.diagnostics import Code, Path, nearest
from generator.diagnostics.finding import Finding


@dataclass(frozen=True, slots=True)
class ActivityType:
    """One type of activity: what it must have, what it can have, and where it runs."""

    required: frozenset[str]
    optional: frozenset[str]
    linked_services: frozenset[str]


@dataclass(frozen=True, slots=True)
class LinkedServiceType:
    """One type of linked service: what it must have, what it can have; `secrets` are never text."""

    required: frozenset[str]
    optional: frozenset[str]
    secrets: frozenset[str]


ACTIVITIES: Mapping[str, ActivityType] = {
    "SqlServerStoredProcedure": ActivityType(
        frozenset({"storedProcedureName"}),
        frozenset({"storedProcedureParameters"}),
        frozenset({"AzureSqlDatabase", "AzureSqlDW", "AzureSqlMI", "SqlServer"}),
    ),
}
_SQL_OPTIONAL = frozenset(
    [
        "encrypt",
        "trustServerCertificate",
        "hostNameInCertificate",
        "applicationIntent",
        "connectTimeout",
        "connectRetryCount",
        "connectRetryInterval",
        "loadBalanceTimeout",
        "commandTimeout",
        "integratedSecurity",
        "failoverPartner",
        "maxPoolSize",
        "minPoolSize",
        "multipleActiveResultSets",
        "multiSubnetFailover",
        "packetSize",
        "pooling",
        "authenticationType",
        "userName",
        "password",
        "servicePrincipalId",
        "servicePrincipalKey",
        "servicePrincipalCredential",
        "servicePrincipalCredentialType",
        "tenant",
        "azureCloudType",
        "credential",
        "encryptedCredential",
    ]
)
_SQL = LinkedServiceType(
    frozenset({"server", "database"}),
    _SQL_OPTIONAL,
    frozenset(
        {"password", "servicePrincipalKey", "servicePrincipalCredential", "encryptedCredential"}
    ),
)
LINKED_SERVICES: Mapping[str, LinkedServiceType] = {
    "AzureSqlDatabase": _SQL,
    "AzureSqlDW": _SQL,
    "AzureSqlMI": _SQL,
    "SqlServer": _SQL,
    "AzureKeyVault": LinkedServiceType(frozenset({"baseUrl"}), frozenset(), frozenset()),
}
_SCORING: Path = ("factory", "activity")


def check_followers(
    taken: Iterable[str], followers: Iterable[Follower], services: Mapping[str, LinkedService]
) -> Iterator[Finding]:
    """Check activities by their types; the findings' ways lead through the job's spec.

    Args:
        taken: the names of the pipeline's other activities.
        followers: the activities.
        services: the linked services that they can run on; others are passed over.
    """
    seen = {name.casefold(): (*_SCORING, "name") for name in taken}
    for follower in followers:
        yield from _activity(follower)
        yield from _runs_on(follower, services)
        yield from _written_out(follower.properties, (*follower.at, "properties"))
        where: Path = (*follower.at, "name")
        if other := seen.get(follower.name.casefold()):
            message = f"an activity {follower.name!r} is in this pipeline already"
            hint = "rename one of them; case does not tell names apart"
            related = (("the other", other),)
            yield Finding(Code.NAME_CLASH, where, message, hint, related=related)
        seen.setdefault(follower.name.casefold(), where)


def _activity(follower: Follower) -> Iterator[Finding]:
    kind, properties = follower.type, follower.properties
    if kind not in ACTIVITIES:
        message = f"{kind!r} is no known type of activity"
        hint = _known(kind, ACTIVITIES, "known")
        yield Finding(Code.ACTIVITY_TYPE, (*follower.at, "type"), message, hint)
        return
    row, at = ACTIVITIES[kind], (*follower.at, "properties")
    known = row.required | row.optional
    yield from _unknown(kind, properties, known, at)
    yield from _lacking(kind, row.required - _meant(properties, known), at)


def _runs_on(follower: Follower, services: Mapping[str, LinkedService]) -> Iterator[Finding]:
    kind, name = follower.type, follower.linked_service
    if kind not in ACTIVITIES:
        return
    allowed = ", ".join(sorted(ACTIVITIES[kind].linked_services))
    if name is None:
        message = f"a {kind} runs on a linked service, and none is named"
        hint = f"add `linked_service: ...`, one of type {allowed}"
        yield Finding(Code.LINKED_SERVICE_KIND, (*follower.at, "type"), message, hint)
    elif (
        name in services and (found := services[name].type) not in ACTIVITIES[kind].linked_services
    ):
        message = f"{name!r} is of type {found}, and a {kind} cannot run there"
        where = (*follower.at, "linked_service")
        yield Finding(Code.LINKED_SERVICE_KIND, where, message, f"it runs on {allowed}")


def _known(word: str, known: Iterable[str], what: str) -> str:
    names = sorted(known)
    near = nearest(word, names)
    return f"did you mean {near!r}?" if near else f"{what}: {', '.join(names)}"


def _unknown(kind: str, given: Iterable[str], known: frozenset[str], at: Path) -> Iterator[Finding]:
    for name in given:
        if name not in known:
            message, hint = f"{kind} has no property {name!r}", _known(name, known, "it has")
            yield Finding(Code.ACTIVITY_PROPERTY, (*at, name), message, hint, "key")


def _lacking(kind: str, names: Iterable[str], at: Path) -> Iterator[Finding]:
    for name in sorted(names):
        message = f"the property {name!r} of {kind} is missing"
        yield Finding(Code.ACTIVITY_PROPERTY, at, message, f"add `{name}: ...`", "key")


def _meant(given: Iterable[str], known: frozenset[str]) -> set[str]:
    """The names that are given, rightly or misspelt: those are reported as unknown."""
    return {name if name in known else nearest(name, known) for name in given}


def check_linked_service(service: LinkedService, environments: Iterable[str]) -> Iterator[Finding]:
    """Check a linked service of the project file; the findings' ways lead through that file."""
    at: Path = ("linked_services", service.name)
    row = LINKED_SERVICES.get(service.type)
    if row is None:
        message = f"{service.type!r} is no known type of linked service"
        hint = _known(service.type, LINKED_SERVICES, "known")
        yield Finding(Code.ACTIVITY_TYPE, (*at, "type"), message, hint)
        return
    known, everywhere = row.required | row.optional, {*service.properties, *service.varying}
    yield from _unknown(service.type, service.properties, known, (*at, "properties"))
    yield from _lacking(service.type, row.required - _meant(everywhere, known), at)
    yield from _secrets(service.properties, row.secrets, (*at, "properties"))
    yield from _expressions(service.properties, (*at, "properties"))
    for environment in environments:
        there: Path = ("environments", environment, "linked_services", service.name)
        values = {n: by[environment] for n, by in service.varying.items() if environment in by}
        yield from _unknown(service.type, values, known, there)
        yield from _secrets(values, row.secrets, there)
        yield from _expressions(values, there)
        if lacking := (service.varying.keys() & known) - _meant(values, known):
            message = (
                f"{', '.join(sorted(lacking))} of {service.name!r} has no value in {environment}"
            )
            hint = "what one environment sets, each sets"
            yield Finding(Code.PER_ENVIRONMENT, there, message, hint, "key")


def _expressions(data: object, at: Path) -> Iterator[Finding]:
    """All that an expression could read here is the linked service's parameters: it has none."""
    if isinstance(data, Expression):
        message = "a linked service without parameters has nothing to compute"
        hint = "write text that begins with '@' with '@@', and '@{' in text as '@@{'"
        yield Finding(Code.NOT_AVAILABLE_HERE, at, message, hint)
    elif isinstance(data, Mapping):
        for name, value in data.items():
            yield from _expressions(value, (*at, name))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from _expressions(value, (*at, i))


def _secrets(
    properties: Mapping[str, object], secrets: frozenset[str], at: Path
) -> Iterator[Finding]:
    for name, value in properties.items():
        kind = _kind(value)
        if name in secrets and kind not in ("AzureKeyVaultSecret", "SecureString"):
            yield _secret((*at, name), repr(name))
        else:
            yield from _written_out(value, (*at, name))


def _written_out(data: object, at: Path) -> Iterator[Finding]:
    """Whatever else a secret hides in, Data Factory takes it as a SecureString."""
    if isinstance(data, Mapping):
        if _kind(data) == "SecureString":
            yield _secret((*at, "value"), "a SecureString")
        for name, value in data.items():
            yield from _written_out(value, (*at, name))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from _written_out(value, (*at, i))


def _kind(data: object) -> object:
    """The `type` of an object, as it stands in data of both kinds: decided, or as typed."""
    kind = data.get("type") if isinstance(data, Mapping) else None
    return kind.value if isinstance(kind, Literal) else kind


def _secret(at: Path, what: str) -> Finding:
    message = f"{what} is a secret, and a spec is no place for one"
    hint = "use a managed identity, or {type: AzureKeyVaultSecret, store: ..., secretName: ...}"
    return Finding(Code.SECRET, at, message, hint)
