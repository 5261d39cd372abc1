"""What no schema of a factory document catches and the service refuses, or runs wrongly."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from generator.diagnostics import Path
from generator.diagnostics.place import pointer
from tests.support.activity_tree import Placed, activities, mapping, sequence
from tests.support.expression_rules import pipeline_expressions, trigger_expressions
from tests.support.strict import Kind

Fault = tuple[Path, str]
Rule = Callable[[Mapping[str, object]], Iterator[Fault]]

MAX_ACTIVITIES = 120
"""Of one pipeline, inner ones included [docs: azure-subscription-service-limits]."""

ON_A_LINKED_SERVICE = frozenset(
    {
        "AzureDataExplorerCommand",
        "AzureFunctionActivity",
        "AzureMLBatchExecution",
        "AzureMLExecutePipeline",
        "AzureMLUpdateResource",
        "Custom",
        "DataLakeAnalyticsU-SQL",
        "DatabricksJob",
        "DatabricksNotebook",
        "DatabricksSparkJar",
        "DatabricksSparkPython",
        "HDInsightHive",
        "HDInsightMapReduce",
        "HDInsightPig",
        "HDInsightSpark",
        "HDInsightStreaming",
        "Script",
        "SqlServerStoredProcedure",
    }
)
"""Activities that run elsewhere: `linkedServiceName` is mandatory on their pages, in no schema."""

_INSIDE_A_LOOP = frozenset({"IfCondition", "Switch"})
_LOOPS = frozenset({"ForEach", "Until"})
_CONTAINERS = _INSIDE_A_LOOP | _LOOPS | {"Validation"}
"""What may stand inside a container only as below [docs: concepts-nested-activities]."""

_TIMESPAN = re.compile(r"(\d+\.)?\d\d:[0-5]\d:[0-5]\d")


def rule_errors(kind: Kind, document: Mapping[str, object]) -> list[str]:
    """What is wrong with a document beyond its types.

    Args:
        kind: what the document describes.
        document: its JSON, `{"name": ..., "properties": ...}`; it may have any faults.

    Returns:
        `"pointer: message"` for every fault, as `strict_errors` does.
    """
    found = [fault for rule in RULES[kind] for fault in rule(document)]
    return [f"{pointer(path)}: {message}" for path, message in found]


def published_id(document: Mapping[str, object]) -> Iterator[Fault]:
    """An AML activity calls one pipeline or one endpoint; only an endpoint has versions."""
    for one in _of_type(document, "AzureMLExecutePipeline"):
        path = (*one.path, "typeProperties")
        given = {"mlPipelineId", "mlPipelineEndpointId"} & one.properties.keys()
        if len(given) != 1:
            yield path, f"{len(given)} of mlPipelineId and mlPipelineEndpointId are given, not 1"
        if "version" in one.properties and "mlPipelineEndpointId" not in given:
            yield (*path, "version"), "a version of what is no endpoint"


def linked_service(document: Mapping[str, object]) -> Iterator[Fault]:
    """The service answers with error 4110 if an AML activity has none."""
    for one in activities(document):
        if one.type in ON_A_LINKED_SERVICE and "linkedServiceName" not in one.activity:
            yield one.path, f"{one.type} without linkedServiceName"


def timespans(document: Mapping[str, object]) -> Iterator[Fault]:
    """A timeout is d.hh:mm:ss, or computed."""
    for one in activities(document):
        policy = mapping(one.activity.get("policy"))
        yield from _timespan(policy, (*one.path, "policy"))
        if one.type == "Until":
            yield from _timespan(one.properties, (*one.path, "typeProperties"))


def dependencies(document: Mapping[str, object]) -> Iterator[Fault]:
    """An activity waits for activities of its own level only, and not for itself."""
    for one in activities(document):
        for index, item in enumerate(sequence(one.activity.get("dependsOn"))):
            awaited = mapping(item).get("activity")
            if awaited not in one.level - {one.name}:
                path = (*one.path, "dependsOn", index, "activity")
                yield path, f"no other activity of this level is called {awaited!r}"


def unique_names(document: Mapping[str, object]) -> Iterator[Fault]:
    """Activity names are unique in the whole pipeline, whatever their letter case."""
    placed = list(activities(document))
    count = Counter(one.name.casefold() for one in placed)
    for one in placed:
        if count[one.name.casefold()] > 1:
            yield (*one.path, "name"), f"another activity is called {one.name!r}, too"


def size(document: Mapping[str, object]) -> Iterator[Fault]:
    count = sum(1 for _ in activities(document))
    if count > MAX_ACTIVITIES:
        yield ("properties", "activities"), f"{count} activities; {MAX_ACTIVITIES} are allowed"


def nesting(document: Mapping[str, object]) -> Iterator[Fault]:
    """If and Switch may stand in a ForEach or an Until; nothing else may stand in a container."""
    for one in activities(document):
        if not one.containers or one.type not in _CONTAINERS:
            continue
        if one.type not in _INSIDE_A_LOOP or not _LOOPS.issuperset(one.containers):
            yield one.path, f"{one.type} inside {one.containers[-1]}"


def set_variables(document: Mapping[str, object]) -> Iterator[Fault]:
    """A variable that is set is declared; what a pipeline returns is none of its variables."""
    declared = mapping(mapping(document.get("properties")).get("variables"))
    known = {name.casefold() for name in declared}
    for one in (*_of_type(document, "SetVariable"), *_of_type(document, "AppendVariable")):
        name = str(one.properties.get("variableName"))
        if name.casefold() not in known and not one.properties.get("setSystemVariable"):
            path = (*one.path, "typeProperties", "variableName")
            yield path, f"there is no variable {name!r}"


def blob_paths(document: Mapping[str, object]) -> Iterator[Fault]:
    """A blob trigger says which blobs, by their beginning or their end."""
    properties = mapping(document.get("properties"))
    given = mapping(properties.get("typeProperties")).keys()
    either = {"blobPathBeginsWith", "blobPathEndsWith"}
    if properties.get("type") == "BlobEventsTrigger" and not given & either:
        yield ("properties", "typeProperties"), "neither blobPathBeginsWith nor blobPathEndsWith"


def times(document: Mapping[str, object]) -> Iterator[Fault]:
    """A trigger's times are ISO 8601."""
    path: Path = ("properties", "typeProperties")
    properties = mapping(mapping(document.get("properties")).get("typeProperties"))
    yield from _times(properties, path)
    yield from _times(mapping(properties.get("recurrence")), (*path, "recurrence"))


RULES: Mapping[Kind, tuple[Rule, ...]] = {
    "pipeline": (
        published_id,
        linked_service,
        timespans,
        dependencies,
        unique_names,
        size,
        nesting,
        set_variables,
        pipeline_expressions,
    ),
    "trigger": (blob_paths, times, trigger_expressions),
    "linkedService": (),
    "dataset": (),
    "credential": (),
}


def _of_type(document: Mapping[str, object], type_: str) -> list[Placed]:
    return [one for one in activities(document) if one.type == type_]


def _timespan(holder: Mapping[str, object], path: Path) -> Iterator[Fault]:
    timeout = holder.get("timeout", "0.00:00:00")
    computed = isinstance(timeout, Mapping) or str(timeout).startswith("@")
    if not computed and not _TIMESPAN.fullmatch(str(timeout)):
        yield (*path, "timeout"), f"{timeout!r} is no timespan"


def _times(holder: Mapping[str, object], path: Path) -> Iterator[Fault]:
    for key in ("startTime", "endTime"):
        try:
            datetime.fromisoformat(str(holder.get(key, "2000-01-01T00:00:00Z")))
        except ValueError:
            yield (*path, key), f"{holder[key]!r} is no time"
