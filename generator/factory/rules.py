"""What Data Factory asks of the activities and linked services that a spec names by type."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from generator.contract.pipelines import Activity, FactoryData
from generator.contract.resources import LinkedService
from generator.contract.values import Expression
from generator.diagnostics import Code, Path, nearest
from generator.diagnostics.finding import Finding
from generator.factory import types
from generator.factory.limits import check_limits
from generator.factory.types import Service

_SQL = frozenset({"AzureSqlDatabase", "AzureSqlDW", "AzureSqlMI", "SqlServer"})
_HDINSIGHT = frozenset({"HDInsight", "HDInsightOnDemand"})
_DATABRICKS = frozenset({"AzureDatabricks"})
_STUDIO = frozenset({"AzureML"})
_ANY = frozenset[str]()
"""An activity that must name one, and which it can be is not written down anywhere."""

RUNS_ON: Mapping[str, frozenset[str]] = {
    "AzureDataExplorerCommand": frozenset({"AzureDataExplorer"}),
    "AzureFunctionActivity": frozenset({"AzureFunction"}),
    "AzureMLBatchExecution": _STUDIO,
    "AzureMLExecutePipeline": frozenset({"AzureMLService"}),
    "AzureMLUpdateResource": _STUDIO,
    "Custom": frozenset({"AzureBatch"}),
    "DataLakeAnalyticsU-SQL": frozenset({"AzureDataLakeAnalytics"}),
    "DatabricksJob": _DATABRICKS,
    "DatabricksNotebook": _DATABRICKS,
    "DatabricksSparkJar": _DATABRICKS,
    "DatabricksSparkPython": _DATABRICKS,
    "HDInsightHive": _HDINSIGHT,
    "HDInsightMapReduce": _HDINSIGHT,
    "HDInsightPig": _HDINSIGHT,
    "HDInsightSpark": _HDINSIGHT,
    "HDInsightStreaming": _HDINSIGHT,
    "Script": _ANY,
    "SqlServerStoredProcedure": _SQL,
}
"""The types of linked services that an activity runs on, one of which it must name.

The SDKs let every activity have one and none need it; this is from the pages of the activities,
"linkedServiceName ... Yes". Activities that are not here may have one or not.
"""

_SCORING, _SCORE = "AzureMLExecutePipeline", "Score"
"""What runs an AML pipeline, to Data Factory and to the language."""

INNER: Mapping[str, frozenset[str]] = {
    "ForEach": frozenset({"activities"}),
    "Until": frozenset({"activities"}),
    "IfCondition": frozenset({"ifTrueActivities", "ifFalseActivities"}),
    "Switch": frozenset({"cases", "defaultActivities"}),
}
"""The properties of containers for which the language has keys of its own."""
POLICY: Mapping[str, str] = {
    "timeout": "timeout",
    "retry": "retry",
    "retry_interval": "retryIntervalInSeconds",
    "secure_input": "secureInput",
    "secure_output": "secureOutput",
}
"""The properties of an activity's policy, by the keys of the language."""


def check_activities(
    activities: Iterable[Activity],
    services: Mapping[str, LinkedService],
    of: Service = "data_factory",
) -> Iterator[Finding]:
    """Check activities by their types; the findings' ways lead through the job's spec.

    Args:
        activities: the activities, each by itself, whatever is in it.
        services: the linked services that they can run on; others are passed over.
        of: whose activities they are.
    """
    for activity in activities:
        yield from _activity(activity, of)
        yield from _runs_on(activity, services)
        yield from _only_with(activity, of)
        yield from check_limits(activity)


def _activity(activity: Activity, service: Service) -> Iterator[Finding]:
    kind, at = activity.type, (*activity.at, "properties")
    if kind == _SCORING or nearest(kind, [_SCORE]):
        message = f"{kind!r} is no type of activity here; the job's AML pipeline is run by a Score"
        yield Finding(Code.ACTIVITY_TYPE, (*activity.at, "type"), message, "write `type: Score`")
        return
    inner = INNER.get(kind, frozenset())
    yield from types.check_properties(service, "activity", kind, activity.properties, at, inner)
    yield from types.check_secrets(service, "activity", kind, activity.properties, at)


def _only_with(activity: Activity, service: Service) -> Iterator[Finding]:
    """Keys that not all activities have."""
    if activity.type not in types.activity_types(service):
        return
    known = types.policy_properties(service, activity.type)
    for key in sorted(activity.given):
        if POLICY[key] not in known:
            message = f"a {activity.type} has no {key}"
            yield Finding(Code.ACTIVITY_PROPERTY, (*activity.at, key), message, "drop it", "key")
    for key, given in (("inputs", activity.inputs), ("outputs", activity.outputs)):
        if given and not types.has_datasets(service, activity.type):
            message = f"a {activity.type} has no {key}: only Copy has"
            yield Finding(Code.ACTIVITY_PROPERTY, (*activity.at, key), message, "drop it", "key")


def _runs_on(activity: Activity, services: Mapping[str, LinkedService]) -> Iterator[Finding]:
    kind, linked = activity.type, activity.linked_service
    if kind not in RUNS_ON or kind == _SCORING:
        return
    allowed, listed = RUNS_ON[kind], ", ".join(sorted(RUNS_ON[kind]))
    if linked is None:
        message = f"a {kind} runs on a linked service, and none is named"
        hint = "add `linked_service: ...`" + (f", one of type {listed}" if allowed else "")
        yield Finding(Code.LINKED_SERVICE_KIND, (*activity.at, "type"), message, hint)
    elif allowed and (there := services.get(linked.name)) and there.type not in allowed:
        message = f"{linked.name!r} is of type {there.type}, and a {kind} cannot run there"
        where = (*activity.at, "linked_service")
        yield Finding(Code.LINKED_SERVICE_KIND, where, message, f"it runs on {listed}")


def check_linked_service(
    service: LinkedService, environments: Iterable[str], of: Service = "data_factory"
) -> Iterator[Finding]:
    """Check a linked service of the project file; the findings' ways lead through that file.

    Args:
        service: the linked service.
        environments: the project's environments, each of which is checked.
        of: whose linked service it is.
    """
    there = tuple(environments)
    for environment in there or ("",):
        yield from _in_environment(service, environment, of)
    yield from _expressions(service.properties, (*_at(service), "properties"))
    for environment in there:
        values = {n: by[environment] for n, by in service.varying.items() if environment in by}
        yield from _expressions(values, _varying_at(service, environment))
        yield from _without_value(service, environment, values, of)


def _at(service: LinkedService) -> Path:
    return ("linked_services", service.name)


def _varying_at(service: LinkedService, environment: str) -> Path:
    return ("environments", environment, "linked_services", service.name)


def _in_environment(service: LinkedService, environment: str, of: Service) -> Iterator[Finding]:
    """Check all properties together, as one environment has them.

    What it lacks is reported as that; here it has another environment's value.
    """
    kind, at = service.type, (*_at(service), "properties")
    homes = {
        name: environment if environment in by else next(iter(by))
        for name, by in service.varying.items()
    }
    varying = {name: service.varying[name][home] for name, home in homes.items()}
    together = {**service.properties, **varying}
    for finding in (
        *types.check_properties(of, "linkedService", kind, together, at),
        *types.check_secrets(of, "linkedService", kind, together, at),
        *_no_server(kind, together, at),
    ):
        yield replace(finding, path=_home(service, homes, finding.path))


def _home(service: LinkedService, homes: Mapping[str, str], path: Path) -> Path:
    """Where the file has what stands at a way through all properties together."""
    inside = path[3:]
    if inside and (home := homes.get(str(inside[0]))):
        return (*_varying_at(service, home), *inside)
    return path if inside or path[-1] == "type" else _at(service)


def _no_server(kind: str, properties: Mapping[str, FactoryData], at: Path) -> Iterator[Finding]:
    """To the SDKs both are optional, since the older connection string can stand for them."""
    if kind in _SQL and "connectionString" not in properties:
        known = types.property_names("data_factory", "linkedService", kind)
        yield from types.lacking(kind, {"server", "database"} - _meant(properties, known), at)


def _without_value(
    service: LinkedService, environment: str, values: Mapping[str, FactoryData], of: Service
) -> Iterator[Finding]:
    known = types.property_names(of, "linkedService", service.type)
    if lacking := (service.varying.keys() & known) - _meant(values, known):
        message = f"{', '.join(sorted(lacking))} of {service.name!r} has no value in {environment}"
        hint, at = "what one environment sets, each sets", _varying_at(service, environment)
        yield Finding(Code.PER_ENVIRONMENT, at, message, hint, "key")


def _meant(given: Iterable[str], known: frozenset[str]) -> set[str]:
    """The names that are given, rightly or misspelt: those are reported as unknown."""
    return {name if name in known else nearest(name, known) for name in given}


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
