"""What Data Factory asks of the activities that a spec names by type."""

from collections.abc import Iterable, Iterator, Mapping

from generator.contract.pipelines import Activity
from generator.contract.resources import LinkedService
from generator.diagnostics import Code, nearest
from generator.diagnostics.finding import Finding
from generator.factory import types
from generator.factory.limits import check_limits
from generator.factory.types import Service

SQL = frozenset({"AzureSqlDatabase", "AzureSqlDW", "AzureSqlMI", "SqlServer"})
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
    "SqlServerStoredProcedure": SQL,
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


MEMBERS: Mapping[str, str] = {"inputs": "inputs", "outputs": "outputs", "sql_pool": "sqlPool"}
"""What some types of activities have beside their properties, by the keys of the language."""


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
    for key, member in MEMBERS.items():
        has = types.has_member(service, activity.type, member)
        if getattr(activity, key) and not has:
            message = f"a {activity.type} has no {key}"
            yield Finding(Code.ACTIVITY_PROPERTY, (*activity.at, key), message, "drop it", "key")
    if types.has_member(service, activity.type, "sqlPool") and activity.sql_pool is None:
        message, hint = f"a {activity.type} runs on an SQL pool", "add `sql_pool: ...`"
        yield Finding(Code.ACTIVITY_PROPERTY, (*activity.at, "type"), message, hint)


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
