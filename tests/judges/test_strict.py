"""The strict check accepts what is right and catches each of many ways to be wrong."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest
from azure.mgmt.datafactory import types

from tests.judges.factory_documents import GONE, NAMES, broken, good, kind_of, path_of
from tests.support.strict import RESOURCES, strict_errors
from tests.support.strict_rules import MAX_ACTIVITIES, RULES, rule_errors
from tests.support.strict_types import ALLOWED, Allowance

CORPUS = Path(__file__).parents[2] / ".." / "shared" / "corpus" / "adf"


@dataclass(frozen=True, slots=True)
class Broken:
    """A document, where it is changed to what, and where the fault must be reported."""

    document: str
    at: str
    value: object
    reported: str = ""

    def __str__(self) -> str:
        return f"{self.document}{self.at}={'gone' if self.value is GONE else self.value}"[:90]


SCORE = "/properties/activities/0"
SHOUT = "/properties/activities/1"
UNTIL = "/properties/activities/0"
FOR_EACH = "/properties/activities/1"
SWITCH = f"{FOR_EACH}/typeProperties/activities/0"
NOTE = f"{SWITCH}/typeProperties/cases/0/activities/0"
IF = "/properties/activities/2"
RECURRENCE = "/properties/typeProperties/recurrence"

CUSTOM = {"name": "Custom", "type": "Custom", "typeProperties": {"command": "ls"}}
WAIT = {"name": "Wait", "type": "Wait", "typeProperties": {"waitTimeInSeconds": 1}}


def container(kind: str) -> dict[str, object]:
    """A container with nothing else wrong than, perhaps, the place where it is put."""
    expression = {"value": "@equals(1, 1)", "type": "Expression"}
    properties: dict[str, dict[str, object]] = {
        "ForEach": {"items": expression, "activities": [WAIT]},
        "Until": {"expression": expression, "activities": [WAIT]},
        "IfCondition": {"expression": expression, "ifTrueActivities": [WAIT]},
        "Switch": {"on": expression, "defaultActivities": [WAIT]},
    }
    return {"name": f"Inner {kind}", "type": kind, "typeProperties": properties[kind]}


def expression(text: str) -> dict[str, str]:
    return {"value": text, "type": "Expression"}


WRONG_TYPES = [
    # The outer shape.
    Broken("published.pipeline", "/name", GONE),
    Broken("published.pipeline", "/name", ""),
    Broken("published.pipeline", "/name", "a.b"),
    Broken("published.pipeline", "/name", "-a"),
    Broken("published.pipeline", "/name", "x" * 141),
    Broken("aml.linkedService", "/name", "a-b"),
    Broken("customers.dataset", "/name", "a-b"),
    Broken("nightly.trigger", "/name", "a/b"),
    Broken("published.pipeline", "/properties", GONE),
    Broken("published.pipeline", "/etag", "x"),
    Broken("polled.pipeline", "/type", "Microsoft.DataFactory/factories/triggers"),
    # Keys that do not exist, at any depth.
    Broken("published.pipeline", "/properties/activity", []),
    Broken("published.pipeline", f"{SCORE}/timeout", "0.01:00:00"),
    Broken("published.pipeline", f"{SCORE}/typeProperties/mlPipelineParameter", {}),
    Broken("published.pipeline", f"{SCORE}/typeProperties/mlpipelineendpointid", "x"),
    Broken("published.pipeline", f"{SCORE}/policy/retries", 1),
    Broken("published.pipeline", f"{SCORE}/linkedServiceName/name", "aml"),
    Broken("published.pipeline", "/properties/parameters/day/description", "The day."),
    Broken("polled.pipeline", f"{NOTE}/typeProperties/values", []),
    Broken("aml.linkedService", "/properties/typeProperties/workspaceName", "x"),
    Broken("customers.dataset", "/properties/typeProperties/location/folder", "x"),
    Broken("nightly.trigger", f"{RECURRENCE}/schedule/days", [1]),
    # Keys that are missing.
    Broken("published.pipeline", f"{SCORE}/name", GONE),
    Broken("published.pipeline", f"{SCORE}/typeProperties", GONE),
    Broken("published.pipeline", f"{SHOUT}/typeProperties/url", GONE),
    Broken("published.pipeline", f"{SHOUT}/dependsOn/0/dependencyConditions", GONE),
    Broken("published.pipeline", "/properties/parameters/day/type", GONE),
    Broken("polled.pipeline", f"{UNTIL}/typeProperties/expression", GONE),
    Broken("aml.linkedService", "/properties/typeProperties/mlWorkspaceName", GONE),
    Broken("aml.linkedService", "/properties/typeProperties/credential/referenceName", GONE),
    Broken("customers.dataset", "/properties/linkedServiceName", GONE),
    Broken("nightly.trigger", RECURRENCE, GONE),
    Broken("window.trigger", "/properties/pipeline", GONE),
    Broken("window.trigger", "/properties/typeProperties/maxConcurrency", GONE),
    Broken("arrival.trigger", "/properties/typeProperties/scope", GONE),
    # Words that are none.
    Broken("published.pipeline", f"{SCORE}/type", "AzureMLPipeline", SCORE),
    Broken("published.pipeline", f"{SCORE}/type", "azuremlexecutepipeline", SCORE),
    Broken("published.pipeline", f"{SHOUT}/dependsOn/0/dependencyConditions/0", "Fails"),
    Broken("published.pipeline", f"{SHOUT}/typeProperties/method", "FETCH"),
    Broken("published.pipeline", f"{SCORE}/linkedServiceName/type", "LinkedService"),
    Broken("published.pipeline", "/properties/parameters/day/type", "text"),
    Broken("published.pipeline", "/properties/variables/endpoint_id/type", "Int"),
    Broken("polled.pipeline", f"{UNTIL}/typeProperties/expression/type", "Literal"),
    Broken("aml.linkedService", "/properties/type", "AzureMachineLearning", "/properties"),
    Broken(
        "aml.linkedService",
        "/properties/typeProperties/servicePrincipalKey/type",
        "KeyVault",
        "/properties/typeProperties/servicePrincipalKey",
    ),
    Broken("aml.linkedService", "/properties/connectVia/type", "Runtime"),
    Broken(
        "customers.dataset",
        "/properties/typeProperties/location/type",
        "BlobLocation",
        "/properties/typeProperties/location",
    ),
    Broken("nightly.trigger", "/properties/type", "Schedule", "/properties"),
    Broken("nightly.trigger", f"{RECURRENCE}/frequency", "Daily"),
    Broken("nightly.trigger", f"{RECURRENCE}/schedule/weekDays/0", "Mon"),
    Broken("window.trigger", "/properties/typeProperties/frequency", "Day"),
    Broken("arrival.trigger", "/properties/typeProperties/events/0", "BlobCreated"),
    # Values of another JSON type.
    Broken("published.pipeline", "/properties/activities", {}),
    Broken("published.pipeline", "/properties/concurrency", "1"),
    Broken("published.pipeline", f"{SCORE}/policy/secureInput", "false"),
    Broken("published.pipeline", f"{SCORE}/policy/retryIntervalInSeconds", "30"),
    Broken("published.pipeline", f"{SHOUT}/dependsOn/0", "Score"),
    Broken("nightly.trigger", f"{RECURRENCE}/interval", "1"),
    Broken("nightly.trigger", f"{RECURRENCE}/schedule/hours", 3),
    Broken("arrival.trigger", "/properties/pipelines", {}),
]

AML = f"{SCORE}/typeProperties"
WRONG_BEYOND_TYPES = [
    # Which pipeline is called, where.
    Broken("published.pipeline", f"{AML}/mlPipelineId", "x", AML),
    Broken("published.pipeline", f"{AML}/mlPipelineEndpointId", GONE, AML),
    Broken("published.pipeline", AML, {"mlPipelineId": "x", "version": "1"}, f"{AML}/version"),
    Broken("published.pipeline", f"{SCORE}/linkedServiceName", GONE, SCORE),
    Broken("published.pipeline", "/properties/activities/2", CUSTOM),
    # Timespans and times.
    Broken("published.pipeline", f"{SCORE}/policy/timeout", "6h"),
    Broken("published.pipeline", f"{SCORE}/policy/timeout", "0.06:60:00"),
    Broken("published.pipeline", f"{SCORE}/policy/timeout", 3600),
    Broken("polled.pipeline", f"{UNTIL}/typeProperties/timeout", "PT2H"),
    Broken("nightly.trigger", f"{RECURRENCE}/startTime", "tomorrow"),
    Broken("nightly.trigger", f"{RECURRENCE}/endTime", "2026-13-01T00:00:00Z"),
    Broken("window.trigger", "/properties/typeProperties/startTime", "01.01.2026"),
    # Dependencies: unknown, of another level (both ways), on itself.
    Broken("published.pipeline", f"{SHOUT}/dependsOn/0/activity", "score"),
    Broken("published.pipeline", f"{SHOUT}/dependsOn/0/activity", "Shout"),
    Broken("polled.pipeline", f"{FOR_EACH}/dependsOn/0/activity", "Pause"),
    Broken(
        "polled.pipeline",
        f"{UNTIL}/typeProperties/activities/1/dependsOn/0/activity",
        "Each region",
    ),
    # Names that stand twice, whatever their case and level.
    Broken("polled.pipeline", f"{NOTE}/name", "EACH REGION"),
    Broken("polled.pipeline", f"{NOTE}/name", "Note other"),
    # Containers.
    Broken("polled.pipeline", f"{IF}/typeProperties/ifFalseActivities/0", container("IfCondition")),
    Broken("polled.pipeline", f"{IF}/typeProperties/ifFalseActivities/0", container("Switch")),
    Broken("polled.pipeline", f"{IF}/typeProperties/ifFalseActivities/0", container("ForEach")),
    Broken("polled.pipeline", f"{IF}/typeProperties/ifFalseActivities/0", container("Until")),
    Broken("polled.pipeline", NOTE, container("IfCondition")),
    Broken("polled.pipeline", SWITCH, container("ForEach")),
    Broken("polled.pipeline", SWITCH, container("Until")),
    Broken("polled.pipeline", f"{UNTIL}/typeProperties/activities/0", container("Until")),
    # Size.
    Broken(
        "polled.pipeline",
        "/properties/activities",
        [WAIT | {"name": f"Wait {number}"} for number in range(MAX_ACTIVITIES + 1)],
    ),
    # Expressions that do not parse, or mean nothing.
    Broken("published.pipeline", f"{AML}/experimentName", "@concat('a', 'b'"),
    Broken("published.pipeline", f"{AML}/experimentName", "runs/@{pipeline().RunId"),
    Broken("published.pipeline", f"{AML}/experimentName", "@concatenate('a', 'b')"),
    Broken("published.pipeline", f"{AML}/experimentName", "@replace('a')"),
    Broken("published.pipeline", f"{AML}/experimentName", "@pipeline().parameters.days"),
    Broken("published.pipeline", f"{AML}/experimentName", "@pipeline().Run"),
    Broken("published.pipeline", f"{AML}/experimentName", "@variables('endpoint')"),
    Broken("published.pipeline", f"{AML}/experimentName", "@trigger().scheduledTime"),
    Broken("published.pipeline", f"{AML}/experimentName", "@item()"),
    Broken("published.pipeline", f"{SHOUT}/typeProperties/body/why", "@activity('Scor').error"),
    Broken("published.pipeline", f"{SCORE}/policy/timeout", "@variables('time')"),
    Broken(
        "published.pipeline",
        f"{AML}/mlPipelineParameters/cutoff",
        expression("@pipeline().parameters.cut"),
        f"{AML}/mlPipelineParameters/cutoff/value",
    ),
    Broken("polled.pipeline", f"{FOR_EACH}/typeProperties/items/value", "@item()"),
    Broken("polled.pipeline", "/properties/activities/3/typeProperties/items/value", "@item()"),
    Broken("polled.pipeline", f"{NOTE}/typeProperties/value", "@variables('sen')"),
    Broken("polled.pipeline", f"{NOTE}/typeProperties/variableName", "sen"),
    # Triggers.
    Broken(
        "nightly.trigger",
        "/properties/pipelines/0/parameters/day",
        "@trigger().outputs.windowStartTime",
    ),
    Broken("nightly.trigger", "/properties/pipelines/0/parameters/day", "@utcNow("),
    Broken("window.trigger", "/properties/pipeline/parameters/day", "@pipeline().RunId"),
    Broken("arrival.trigger", "/properties/pipelines/0/parameters/day", "@triggerBody().path"),
    Broken(
        "arrival.trigger",
        "/properties/typeProperties/blobPathBeginsWith",
        GONE,
        "/properties/typeProperties",
    ),
]


@pytest.mark.parametrize("name", NAMES)
def test_good_documents_pass(name: str) -> None:
    assert strict_errors(kind_of(name), good(name)) == []
    assert rule_errors(kind_of(name), good(name)) == []


@pytest.mark.parametrize("case", WRONG_TYPES, ids=str)
def test_types_catch(case: Broken) -> None:
    document = broken(case.document, path_of(case.at), case.value)
    found = strict_errors(kind_of(case.document), document)
    assert (case.reported or case.at) in {error.split(":")[0] for error in found}


@pytest.mark.parametrize("case", WRONG_BEYOND_TYPES, ids=str)
def test_only_rules_catch(case: Broken) -> None:
    kind, document = kind_of(case.document), broken(case.document, path_of(case.at), case.value)
    found = rule_errors(kind, document)
    assert (case.reported or case.at) in {error.split(":")[0] for error in found}
    assert strict_errors(kind, document) == []


def test_an_error_says_what_is_wrong() -> None:
    document = broken("nightly.trigger", path_of(f"{RECURRENCE}/frequency"), "Daily")
    (error,) = strict_errors("trigger", document)
    assert error.startswith("/properties/typeProperties/recurrence/frequency: ")
    assert "'Daily' is not one of Day, Hour, " in error


def test_every_error_of_a_document_is_found() -> None:
    document = broken("published.pipeline", ("properties", "concurrency"), "1")
    document = {**document, "name": "a.b", "etag": "x"}
    assert len(strict_errors("pipeline", document)) == 3


@pytest.mark.parametrize("kind", RESOURCES)
@pytest.mark.parametrize("properties", [None, [], "x", {}, {"activities": [1, None, {}]}])
def test_rules_survive_any_json(kind: str, properties: object) -> None:
    document = {"name": "x", "properties": properties}
    for rule in RULES[kind_of(f"x.{kind}")]:
        list(rule(document))


@pytest.mark.parametrize("row", ALLOWED, ids=lambda row: row.key)
def test_the_sdk_lacks_what_is_allowed(row: Allowance) -> None:
    """When the SDK learns one of these keys, its row must go."""
    assert row.key not in vars(types)[row.owner].__annotations__


def test_the_published_types_stay_open() -> None:
    """Only the private copy is closed: nobody else's types are changed."""
    strict_errors("pipeline", good("polled.pipeline"))
    assert "lastPublishTime" not in types.Pipeline.__annotations__
    assert not hasattr(types.Pipeline, "__pydantic_config__")


REAL_WORLD = {
    r"Input tag '(SqlPool\w+|PowerBIWorkspace)'": "types that only Synapse has",
    r"/typeProperties/(snapshot|authentication): Extra": "properties of notebooks in Synapse only",
    r"/typeProperties/data[fF]low: ": "'dataflow', as Studio writes it; the SDK says 'dataFlow'",
    r"/name: String should match pattern": "Synapse's default linked services have dashes",
    r"^/typeProperties: Extra": "a file that somebody broke: properties beside 'properties'",
    r"/typeProperties: Field required": "an activity that was never finished",
    r"/notebookPath: Field required": "an activity that was never finished",
    r"Input should be a valid (array|string|boolean)": "an expression where the SDK wants a value",
    r"/typeProperties/(encryptedCredential|authenticationType|clusterOption|cacheSinks"
    r"|disableCertValidation|schema|table): Extra": "properties that the SDK's type lacks",
}
"""Why real documents do not pass, by what their errors look like."""


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real factories is not here")
def test_real_documents_pass_or_fail_for_a_known_reason() -> None:
    count: Counter[str] = Counter()
    unexplained = []
    for file in sorted(CORPUS.rglob("*.json")):
        if file.parent.name not in RESOURCES:
            continue
        document = json.loads(file.read_text("utf-8-sig"))
        errors = strict_errors(kind_of(f"x.{file.parent.name}"), document)
        reasons = {_reason(error) for error in errors} or {"passes"}
        count.update(reasons)
        unexplained += [(file.name, errors)] if "" in reasons else []
    print(*(f"{number:4} {reason}" for reason, number in count.most_common()), sep="\n")
    assert unexplained == []
    assert count["passes"] > 150


def _reason(error: str) -> str:
    return next((why for pattern, why in REAL_WORLD.items() if re.search(pattern, error)), "")
