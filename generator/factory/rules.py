"""What Data Factory asks of the activities and linked services that a spec names by type.

The rows are the type properties of azure-mgmt-datafactory's classes of these names.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.contract.job import Job, LinkedService, Project
from generator.contract.names import scoring_activities
from generator.contract.values import Literal
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


def check_job(job: Job, project: Project) -> Iterator[Finding]:
    """Check a job's activities; the findings' ways lead through its spec."""
    seen = {name.casefold() for name in scoring_activities(job.factory.scoring.name, job.sdk)}
    for follower in job.factory.followers:
        yield from _activity(follower.type, follower.properties, follower.at)
        yield from _runs_on(follower.type, follower.linked_service, project, follower.at)
        if (folded := follower.name.casefold()) in seen:
            message = f"an activity {follower.name!r} is there already"
            yield Finding(
                Code.NAME_CLASH, (*follower.at, "name"), message, "names differ in more than case"
            )
        seen.add(folded)


def _activity(kind: str, properties: Mapping[str, object], at: Path) -> Iterator[Finding]:
    if kind not in ACTIVITIES:
        near = nearest(kind, ACTIVITIES)
        hint = (
            f"did you mean {near!r}?" if near else f"known types: {', '.join(sorted(ACTIVITIES))}"
        )
        yield Finding(
            Code.ACTIVITY_TYPE, (*at, "type"), f"{kind!r} is no known type of activity", hint
        )
        return
    row = ACTIVITIES[kind]
    yield from _properties(kind, properties, row.required, row.optional, (*at, "properties"))


def _runs_on(kind: str, service: str | None, project: Project, at: Path) -> Iterator[Finding]:
    row = ACTIVITIES.get(kind)
    if row is None:
        return
    allowed = ", ".join(sorted(row.linked_services))
    if service is None:
        message = f"{kind} needs a linked service"
        yield Finding(Code.LINKED_SERVICE_KIND, at, message, f"`linked_service` of type {allowed}")
    elif (found := project.linked_services[service].type) not in row.linked_services:
        message = f"{service!r} is of type {found}, where {kind} cannot run"
        yield Finding(
            Code.LINKED_SERVICE_KIND, (*at, "linked_service"), message, f"one of {allowed}"
        )


def _properties(
    kind: str,
    given: Mapping[str, object],
    required: frozenset[str],
    optional: frozenset[str],
    at: Path,
) -> Iterator[Finding]:
    known = required | optional
    for name in given.keys() - known:
        near = nearest(name, known)
        hint = f"did you mean {near!r}?" if near else f"{kind} has {', '.join(sorted(known))}"
        message = f"{kind} has no property {name!r}"
        yield Finding(Code.ACTIVITY_PROPERTY, (*at, name), message, hint, "key")
    for name in sorted(required - given.keys()):
        yield Finding(Code.ACTIVITY_PROPERTY, at, f"{kind} needs {name!r}", at="key")


def check_linked_service(service: LinkedService, git: str) -> Iterator[Finding]:
    """Check a linked service of the project file; the findings' ways lead through that file."""
    at: Path = ("linked_services", service.name)
    row = LINKED_SERVICES.get(service.type)
    if row is None:
        near = nearest(service.type, LINKED_SERVICES)
        hint = (
            f"did you mean {near!r}?"
            if near
            else f"known types: {', '.join(sorted(LINKED_SERVICES))}"
        )
        message = f"{service.type!r} is no known type of linked service"
        yield Finding(Code.ACTIVITY_TYPE, (*at, "type"), message, hint)
        return
    fixed = (*at, "properties")
    given = {**service.properties, **service.varying}
    yield from _properties(
        service.type, service.properties, frozenset(), row.required | row.optional, fixed
    )
    there: Path = ("environments", git, "linked_services", service.name)
    yield from _properties(
        service.type, service.varying, frozenset(), row.required | row.optional, there
    )
    for name in sorted(row.required - given.keys()):
        yield Finding(Code.ACTIVITY_PROPERTY, at, f"{service.type} needs {name!r}", at="key")
    for name in sorted(row.secrets & given.keys()):
        where = (*fixed, name) if name in service.properties else (*there, name)
        if isinstance(given[name], Literal | str):
            message = f"{name!r} is a secret, and a spec is no place for one"
            hint = "use a managed identity, or an AzureKeyVaultSecret with its store and secretName"
            yield Finding(Code.SECRET, where, message, hint)
