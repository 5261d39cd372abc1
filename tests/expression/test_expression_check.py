"""What an expression may use depends on where it stands."""

import pytest

from generator.diagnostics import Code
from generator.expression import Problem, ResourceKind, Scope, Service, TriggerKind, check

PIPELINE = Scope(
    parameters=frozenset({"run_date", "threshold"}),
    variables=frozenset({"job_uri"}),
    activities=frozenset({"Submit job", "Score"}),
)
SCHEDULE, WINDOW, BLOB, CUSTOM = TriggerKind
BOTH: tuple[Service, ...] = ("data_factory", "synapse")


@pytest.mark.parametrize(
    "text",
    [
        "plain text",
        "@@pipeline().nothing",
        "@pipeline().parameters.run_date",
        "@PIPELINE().Parameters['RUN_DATE']",
        "@pipeline().parameters",
        "@pipeline()",
        "@pipeline()[variables('job_uri')]",
        "@pipeline().parameters[toLower('X')]",
        "@pipeline().runid",
        "@pipeline()?.TriggeredByPipelineName",
        "@pipeline().globalParameters.any.thing",
        "@variables('JOB_URI')",
        "@variables(concat('a', 'b'))",
        "@activity('submit job')?.output['x']",
        "@{activity('Score').error.message} at @{utcNow()}",
    ],
)
def test_nothing_is_wrong_in_a_pipeline(text: str) -> None:
    assert check(text, PIPELINE) == ()


@pytest.mark.parametrize(
    "name",
    [
        "DataFactory",
        "Pipeline",
        "RunId",
        "TriggerType",
        "TriggerId",
        "TriggerName",
        "TriggerTime",
        "GroupId",
        "TriggeredByPipelineName",
        "TriggeredByPipelineRunId",
        "globalParameters",
        "parameters",
    ],
)
def test_documented_properties_of_the_pipeline(name: str) -> None:
    assert check(f"@pipeline()?.{name}", PIPELINE) == ()
    assert check(f"@pipeline()['{name.upper()}']", PIPELINE) == ()


WRONG_IN_A_PIPELINE = [
    # text, code, the characters that are marked, words of message and hint
    (
        "@pipeline().parameters.run_dat",
        Code.UNKNOWN_PARAMETER,
        "run_dat",
        "there is no parameter 'run_dat'",
        "did you mean 'run_date'?",
    ),
    (
        "@pipeline()?['parameters']?['xx']",
        Code.UNKNOWN_PARAMETER,
        "'xx'",
        "there is no parameter 'xx'",
        "available: run_date, threshold",
    ),
    (
        "@variables('job_url')",
        Code.UNKNOWN_VARIABLE,
        "'job_url'",
        "there is no variable 'job_url'",
        "did you mean 'job_uri'?",
    ),
    (
        "@activity('Submit jobs').output",
        Code.UNKNOWN_ACTIVITY,
        "'Submit jobs'",
        "there is no activity 'Submit jobs'",
        "did you mean 'Submit job'?",
    ),
    (
        "@pipeline().parameter.run_date",
        Code.NOT_AVAILABLE_HERE,
        "parameter",
        "pipeline() has no property 'parameter'",
        "did you mean 'parameters'?",
    ),
    (
        "@pipeline().xyz",
        Code.NOT_AVAILABLE_HERE,
        "xyz",
        "pipeline() has no property 'xyz'",
        "available: DataFactory, Pipeline, RunId,",
    ),
    (
        "@trigger().scheduledTime",
        Code.NOT_AVAILABLE_HERE,
        "trigger",
        "trigger() is not available in a pipeline",
        "read it as pipeline().parameters.name",
    ),
    (
        "@concat('a', triggerBody().fileName)",
        Code.NOT_AVAILABLE_HERE,
        "triggerBody",
        "triggerBody() is not available in a pipeline",
        "read it as pipeline().parameters.name",
    ),
    (
        "@dataset().path",
        Code.NOT_AVAILABLE_HERE,
        "dataset",
        "dataset() is not available in a pipeline",
        "dataset's parameters",
    ),
    (
        "@linkedService().url",
        Code.NOT_AVAILABLE_HERE,
        "linkedService",
        "linkedService() is not available in a pipeline",
        "linked service's parameters",
    ),
    (
        "@item().name",
        Code.NOT_AVAILABLE_HERE,
        "item",
        "item() has no meaning outside a loop",
        "ForEach",
    ),
]


@pytest.mark.parametrize(("text", "code", "marked", "message", "hint"), WRONG_IN_A_PIPELINE)
def test_something_is_wrong_in_a_pipeline(
    text: str, code: Code, marked: str, message: str, hint: str
) -> None:
    (problem,) = check(text, PIPELINE)
    assert problem.code is code
    assert text[problem.start : problem.end] == marked
    assert problem.message == message
    assert hint in problem.hint


def test_names_are_checked_only_where_they_are_known() -> None:
    text = "@concat(pipeline().parameters.x, variables('x'), activity('x').status)"
    assert check(text, Scope()) == ()
    nothing = Scope(parameters=frozenset(), variables=frozenset(), activities=frozenset())
    assert [problem.hint for problem in check(text, nothing)] == ["available: none"] * 3


def test_item_has_a_meaning_in_a_loop() -> None:
    assert check("@item().name", Scope(in_loop=True)) == ()


def test_all_problems_come_at_once_in_the_order_of_the_text() -> None:
    text = "@{nope(item())} @{variables('x', trim())} @{pipeline().parameters.gone}"
    found = check(text, PIPELINE)
    assert [problem.code for problem in found] == [
        Code.UNKNOWN_FUNCTION,
        Code.NOT_AVAILABLE_HERE,
        Code.ARGUMENT_COUNT,
        Code.ARGUMENT_COUNT,
        Code.UNKNOWN_PARAMETER,
    ]
    assert list(found) == sorted(found, key=lambda problem: problem.start)


def test_a_syntax_fault_comes_alone() -> None:
    (problem,) = check("@nope(", PIPELINE)
    assert problem.code is Code.EXPRESSION_SYNTAX


TIMES = ["@trigger().scheduledTime", "@trigger().startTime"]
WINDOWS = ["@trigger().outputs.windowStartTime", "@trigger().outputs.windowEndTime"]
FILES = ["@triggerBody().fileName", "@triggerBody().folderPath"]
SYNAPSE_FILES = ["@trigger().outputs.body.fileName", "@trigger().outputs.body.folderPath"]
EVENTS = [
    "@triggerBody().event.eventType",
    "@triggerBody().event.subject",
    "@triggerBody().event.data.any.key",
]
SYNAPSE_EVENTS = [
    "@trigger().outputs.body.event.eventType",
    "@trigger().outputs.body.event.subject",
    "@trigger().outputs.body.event.data.any.key",
]
ALL = [*TIMES, *WINDOWS, *FILES, *SYNAPSE_FILES, *EVENTS, *SYNAPSE_EVENTS]
OFFERED: dict[tuple[TriggerKind, Service], list[str]] = {
    (SCHEDULE, "data_factory"): TIMES,
    (SCHEDULE, "synapse"): TIMES,
    (WINDOW, "data_factory"): [*TIMES, *WINDOWS],
    (WINDOW, "synapse"): [*TIMES, *WINDOWS],
    (BLOB, "data_factory"): [TIMES[1], *FILES],
    (BLOB, "synapse"): [TIMES[1], *SYNAPSE_FILES],
    (CUSTOM, "data_factory"): [TIMES[1], *EVENTS],
    (CUSTOM, "synapse"): [TIMES[1], *SYNAPSE_EVENTS],
}


def in_trigger(text: str, kind: TriggerKind, service: Service) -> tuple[Problem, ...]:
    return check(text, Scope(parameters=frozenset(), trigger=kind, service=service))


@pytest.mark.parametrize("service", BOTH)
@pytest.mark.parametrize("kind", TriggerKind)
@pytest.mark.parametrize("text", ALL)
def test_each_kind_of_trigger_offers_its_own(
    text: str, kind: TriggerKind, service: Service
) -> None:
    found = in_trigger(text, kind, service)
    if text in OFFERED[kind, service]:
        assert found == ()
    else:
        (problem,) = found
        assert problem.code is Code.NOT_AVAILABLE_HERE
        assert text[problem.start : problem.end] == text[1:]
        assert problem.message.startswith(text[1:] + " is not available in a ")
        assert all(
            offered[1:].removesuffix(".any.key") in problem.hint
            for offered in OFFERED[kind, service]
        )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("@Trigger().SCHEDULEDTIME", SCHEDULE),
        ("@trigger()?['scheduledTime']", SCHEDULE),
        ("@formatDateTime(trigger().startTime, 'o')", CUSTOM),
        ("@string(trigger())", SCHEDULE),
        ("@string(trigger().outputs)", WINDOW),
        ("@string(triggerBody())", BLOB),
        ("@trigger()[concat('start', 'Time')]", SCHEDULE),
        ("@utcNow()", SCHEDULE),
        ("text", SCHEDULE),
    ],
)
def test_nothing_is_wrong_in_a_trigger(text: str, kind: TriggerKind) -> None:
    assert in_trigger(text, kind, "data_factory") == ()


@pytest.mark.parametrize("service", BOTH)
@pytest.mark.parametrize("kind", TriggerKind)
@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("@pipeline().parameters.run_date", "pipeline().parameters.run_date"),
        ("@pipeline()", "pipeline"),
        ("@pipeline().nothing", "pipeline().nothing"),
        ("@variables('x')", "variables"),
        ("@activity('Score').output", "activity('Score').output"),
        ("@item()", "item"),
        ("@dataset().x", "dataset().x"),
        ("@linkedService().x", "linkedService().x"),
        ("@trigger().scheduleTime", "trigger().scheduleTime"),
        ("@trigger().outputs.nothing", "trigger().outputs.nothing"),
    ],
)
def test_what_no_trigger_has(text: str, marked: str, kind: TriggerKind, service: Service) -> None:
    (problem,) = in_trigger(text, kind, service)
    assert problem.code is Code.NOT_AVAILABLE_HERE
    assert text[problem.start : problem.end] == marked
    assert problem.hint.startswith("available: trigger")


@pytest.mark.parametrize(
    ("scope", "where"),
    [
        (Scope(trigger=SCHEDULE), "a schedule trigger of Data Factory"),
        (Scope(trigger=WINDOW), "a tumbling window trigger of Data Factory"),
        (Scope(trigger=BLOB, service="synapse"), "a blob events trigger of Synapse"),
        (Scope(trigger=CUSTOM, service="synapse"), "a custom events trigger of Synapse"),
    ],
)
def test_the_message_names_kind_and_service(scope: Scope, where: str) -> None:
    (problem,) = check("@pipeline().RunId", scope)
    assert problem.message == f"pipeline() is not available in {where}"


def test_the_service_is_data_factory_unless_told_otherwise() -> None:
    assert check("@triggerBody().fileName", Scope(trigger=BLOB)) == ()


@pytest.mark.parametrize(
    ("text", "too_long"),
    [
        ("@'" + "a" * 8190 + "'", False),
        ("@'" + "a" * 8191 + "'", True),
        ("@'" + "𝒳" * 4095 + "'", False),
        ("@'" + "𝒳" * 4096 + "'", True),
        ("a" * 9000, False),
        ("a" * 9000 + "@{1}", False),
        ("@{1}" * 3000, False),
        ("x@{'" + "a" * 8190 + "'}", False),
        ("x@{'" + "a" * 8191 + "'}", True),
    ],
)
def test_an_expression_has_at_most_8192_characters(text: str, too_long: bool) -> None:
    found = check(text, Scope())
    assert [problem.code for problem in found] == [Code.LIMIT] * too_long
    assert all("8,193" in p.message or "8,194" in p.message for p in found)
    assert all(text[p.start] == text[p.end - 1] == "'" for p in found)


# datasets and linked services ---------------------------------------------------------------------

DATASET = Scope(parameters=frozenset({"day", "folder"}), resource=ResourceKind.DATASET)
LINKED_SERVICE = Scope(parameters=frozenset({"host"}), resource=ResourceKind.LINKED_SERVICE)


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("@dataset().day", DATASET),
        ("@DataSet()['Day']", DATASET),
        ("@concat(dataset().folder, '/', formatDateTime(utcNow(), 'yyyy'))", DATASET),
        ("@linkedService().host", LINKED_SERVICE),
        ("https://@{linkedService().host}/", LINKED_SERVICE),
        ("@dataset().anything", Scope(resource=ResourceKind.DATASET)),
    ],
)
def test_nothing_is_wrong_in_a_resource(text: str, scope: Scope) -> None:
    assert check(text, scope) == ()


@pytest.mark.parametrize(
    ("text", "scope", "code", "marked", "hint"),
    [
        ("@dataset().dya", DATASET, Code.UNKNOWN_PARAMETER, "dya", "did you mean 'day'?"),
        (
            "@linkedService().user",
            LINKED_SERVICE,
            Code.UNKNOWN_PARAMETER,
            "user",
            "available: host",
        ),
        *(
            (
                f"@{call}",
                scope,
                Code.NOT_AVAILABLE_HERE,
                call.partition("(")[0],
                f"hand values to its own parameters, and read them as @{function}().name",
            )
            for scope, function, other in (
                (DATASET, "dataset", "linkedService().host"),
                (LINKED_SERVICE, "linkedService", "dataset().day"),
            )
            for call in (
                other,
                "pipeline().parameters.day",
                "variables('day')",
                "activity('Look').output",
                "trigger().startTime",
                "triggerBody().fileName",
                "item()",
            )
        ),
    ],
)
def test_something_is_wrong_in_a_resource(
    text: str, scope: Scope, code: Code, marked: str, hint: str
) -> None:
    (problem,) = check(text, scope)
    assert problem.code is code
    assert text[problem.start : problem.end] == marked
    assert problem.hint == hint
