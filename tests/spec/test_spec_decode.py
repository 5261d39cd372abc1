"""Files into the language's classes: every form, every default, and what is left of broken ones."""

import json
from pathlib import PurePosixPath

import pytest

from generator.contract.model import Type
from generator.contract.values import Expression, Literal
from generator.diagnostics import Code
from generator.spec import forms
from generator.spec.decode import Decoded, decode, unread
from generator.spec.forms import Duration, Moment, Raw, Text
from generator.spec.hints import unwrapped
from generator.spec.language import JobSpec, ProjectSpec
from generator.spec.language.activities import (
    ActivityState,
    Condition,
    DatasetReferenceSpec,
    ForEachSpec,
    InactiveOutcome,
    OnFailureSpec,
    OtherSpec,
    ScoreSpec,
    SwitchSpec,
)
from generator.spec.language.data import DataKind, InputSpec, IntermediateSpec, OutputSpec
from generator.spec.language.job import AmlSpec, AmlTarget, FactorySpec, VariableSpec, VariableType
from generator.spec.language.keys import Sdk, Service
from generator.spec.language.parameters import ParameterSpec
from generator.spec.language.steps import (
    CommandStepSpec,
    EnvironmentSpec,
    LoggingLevel,
    ModelSpec,
    OutputAction,
    ParallelStepSpec,
)
from generator.spec.language.triggers import (
    Frequency,
    ScheduleSpec,
    TumblingWindowSpec,
    WindowFrequency,
)
from generator.spec.record import Record, key
from generator.spec.source import read
from generator.spec.words import text_instead, timed_instead

EVERYTHING = """
version: 1
name: everything
moved_from: nothing
description: |
  Two
  lines.
model: {name: a-model, version: 3}
parameters:
  text: {type: string, default: 010, pattern: ^0, description: A text.}
  number: {type: number, default: 1e-3, minimum: 0, maximum: 1}
  free: {type: string, encoded: true}
data:
  read: {role: input, kind: file, datastore: lake, path: "a/{text}"}
  written: {role: output, datastore: lake, path: b, description: What comes out.}
  between: {role: intermediate}
steps:
  before: {type: command, script: before.py, inputs: [read], outputs: [between], model: true}
  work:
    type: parallel
    input: read
    side_inputs: [between]
    output: written
    script: work.py
    arguments: [number, free]
    model: false
    compute: other-cluster
    mini_batch_size: 16
    partition_keys: [region]
    mini_batch_error_threshold: 2
    allowed_failed_percent: 3
    output_action: summary_only
    environment_variables: {A: 010}
    task_overhead_timeout: 1m
    progress_update_timeout: 2m
    first_task_creation_timeout: 3m
    resource_monitor_interval: 4m
    copy_logs_to_parent: true
    nodes: 2
    processes_per_node: 3
    error_threshold: -1
    timeout: 2h
    tries: 4
    logging_level: DEBUG
    output_file: rows.txt
compute: my-cluster
environment:
  python: 3.10
  packages: ["pandas[excel]>=2,<3"]
  image: "mcr.microsoft.com/x/y:1"
factory:
  service: synapse
  variables: {seen: {type: Array}}
  folder: a/b
  annotations: [nightly, "2"]
  concurrency: 1
  activity:
    name: Do the work
    experiment: "@pipeline().RunId"
    version: 7
    parent_run: "@@me"
    parameters: {text: 010}
    description: Does it.
    depends_on: {}
    continue_on_step_failure: true
    timeout: 7d
    retry: 1
    retry_interval: 45s
    poll_interval: 5m
    secure_input: TRUE
    secure_output: False
    state: Inactive
    on_inactive: Skipped
    user_properties: {a b: "x@{pipeline().RunId}", c: 010, d: "010", e: true, f: off}
  before:
    - name: Each
      type: ForEach
      properties: {items: "@createArray(1)"}
      activities:
        - name: Case
          type: Switch
          properties: {on: "@item()"}
          cases: {a: [{name: In it, type: Wait, depends_on: {Other: [Failed, Skipped]}}]}
  on_failure: {handled: true, activities: [{name: Tell, type: Wait}]}
  after:
    - name: Then
      type: SqlServerStoredProcedure
      properties: {a: [1, "1", {b: ~}], c: "@pipeline().RunId", d: "@@x"}
      linked_service: sql
      linked_service_parameters: {a: 010}
      inputs: [{dataset: raw, parameters: {a: "@pipeline().RunId"}}]
      description: ""
      timeout: 10m
      retry: 2
      retry_interval: 1m
  triggers:
    hourly:
      type: schedule
      frequency: Hour
      start: 2026-01-01T06:00:00
      interval: 6
      end: 2026-02-01T06:00:00
      time_zone: W. Europe Standard Time
      description: Often.
      parameters: {text: "@trigger().startTime", number: 0.5}
    windows: {type: tumbling_window, frequency: Day, start: 2026-03-01T00:00:00Z}
aml: {sdk: v1, target: pipeline, endpoint: an-endpoint}
silence: {SW402: It is meant.}
"""


def decoded(text: str) -> Decoded[JobSpec]:
    source = read(PurePosixPath("a.yaml"), text)
    assert source.root, source.diagnostics
    return decode(JobSpec, source.root)


def test_every_key_is_read() -> None:
    found = decoded(EVERYTHING)
    assert found.findings == ()
    assert found.broken == frozenset()
    assert found.value == JobSpec(
        version=1,
        name="everything",
        moved_from="nothing",
        description="Two\nlines.\n",
        model=ModelSpec(name="a-model", version="3"),
        parameters={
            "text": ParameterSpec(
                type=Type.STRING, description="A text.", default=Raw("010", True), pattern="^0"
            ),
            "number": ParameterSpec(
                type=Type.NUMBER, description="", default=Raw("1e-3", True), minimum=0, maximum=1
            ),
            "free": ParameterSpec(type=Type.STRING, encoded=True),
        },
        data={
            "read": InputSpec(role="input", datastore="lake", path="a/{text}", kind=DataKind.FILE),
            "written": OutputSpec(
                role="output", datastore="lake", path="b", description="What comes out."
            ),
            "between": IntermediateSpec(role="intermediate"),
        },
        steps={
            "before": CommandStepSpec(
                type="command",
                script="before.py",
                inputs=("read",),
                outputs=("between",),
                model=True,
            ),
            "work": ParallelStepSpec(
                type="parallel",
                input="read",
                output="written",
                side_inputs=("between",),
                script="work.py",
                arguments=("number", "free"),
                model=False,
                compute="other-cluster",
                mini_batch_size="16",
                partition_keys=("region",),
                nodes=2,
                processes_per_node=3,
                error_threshold=-1,
                mini_batch_error_threshold=2,
                allowed_failed_percent=3,
                timeout=Duration(7_200),
                tries=4,
                logging_level=LoggingLevel.DEBUG,
                output_action=OutputAction.SUMMARY_ONLY,
                output_file="rows.txt",
                environment_variables={"A": "010"},
                task_overhead_timeout=Duration(60),
                progress_update_timeout=Duration(120),
                first_task_creation_timeout=Duration(180),
                resource_monitor_interval=Duration(240),
                copy_logs_to_parent=True,
            ),
        },
        compute="my-cluster",
        environment=EnvironmentSpec(
            python="3.10", packages=("pandas[excel]>=2,<3",), image="mcr.microsoft.com/x/y:1"
        ),
        factory=FactorySpec(
            service=Service.SYNAPSE,
            activity=SCORING,
            before=(LOOP,),
            after=(FOLLOWER,),
            on_failure=OnFailureSpec(
                activities=(OtherSpec(name="Tell", type="Wait"),), handled=True
            ),
            variables={"seen": VariableSpec(type=VariableType.ARRAY)},
            triggers=TRIGGERS,
            folder="a/b",
            annotations=("nightly", "2"),
            concurrency=1,
        ),
        aml=AmlSpec(sdk=Sdk.V1, target=AmlTarget.PIPELINE, endpoint="an-endpoint"),
        silence={"SW402": "It is meant."},
    )


SCORING = ScoreSpec(
    name="Do the work",
    description="Does it.",
    depends_on={},
    parameters={"text": Raw("010", True)},
    experiment=Expression("@pipeline().RunId"),
    version=Literal(7),
    parent_run=Literal("@me"),
    continue_on_step_failure=Literal(True),
    timeout=Duration(604_800),
    retry=1,
    retry_interval=Duration(45),
    poll_interval=Duration(300),
    secure_input=True,
    secure_output=False,
    state=ActivityState.INACTIVE,
    on_inactive=InactiveOutcome.SKIPPED,
    user_properties={
        "a b": Expression("x@{pipeline().RunId}"),
        "c": Literal(10),
        "d": Literal("010"),
        "e": Literal(True),
        "f": Literal("off"),
    },
)
INNER = OtherSpec(
    name="In it", type="Wait", depends_on={"Other": (Condition.FAILED, Condition.SKIPPED)}
)
LOOP = ForEachSpec(
    type="ForEach",
    name="Each",
    properties={"items": "@createArray(1)"},
    activities=(
        SwitchSpec(type="Switch", name="Case", properties={"on": "@item()"}, cases={"a": (INNER,)}),
    ),
)
FOLLOWER = OtherSpec(
    name="Then",
    type="SqlServerStoredProcedure",
    properties={"a": [1, "1", {"b": None}], "c": "@pipeline().RunId", "d": "@@x"},
    linked_service="sql",
    linked_service_parameters={"a": Literal(10)},
    inputs=(
        DatasetReferenceSpec(dataset="raw", parameters={"a": Expression("@pipeline().RunId")}),
    ),
    timeout=Duration(600),
    retry=2,
    retry_interval=Duration(60),
)
TRIGGERS = {
    "hourly": ScheduleSpec(
        type="schedule",
        frequency=Frequency.HOUR,
        start=Moment("2026-01-01T06:00:00"),
        interval=6,
        end=Moment("2026-02-01T06:00:00"),
        time_zone="W. Europe Standard Time",
        description="Often.",
        parameters={"text": Raw("@trigger().startTime", False), "number": Raw("0.5", True)},
    ),
    "windows": TumblingWindowSpec(
        type="tumbling_window",
        frequency=WindowFrequency.DAY,
        start=Moment("2026-03-01T00:00:00Z"),
    ),
}


def test_everything_is_everything() -> None:
    """No key has its default above, so that each of them is seen to be read."""
    spec = decoded(EVERYTHING).value
    for part in (spec, spec.steps["work"], spec.factory, spec.factory.activity, spec.aml):
        for name, item in type(part).keys.items():
            if not item.required and name not in ("type", "secure_output"):
                assert getattr(part, name) != item.default, name


def test_defaults_are_filled_in() -> None:
    step = "{type: parallel, input: i, output: o}"
    found = decoded(f"{{version: 1, name: a, data: {{}}, steps: {{s: {step}}}, aml: {{sdk: v2}}}}")
    assert found.findings == ()
    assert found.value.steps["s"] == ParallelStepSpec(type="parallel", input="i", output="o")
    assert found.value.factory.activity == ScoreSpec()
    assert found.value.parameters == {}


# what is broken -----------------------------------------------------------------------------------


def test_what_is_broken_is_left_out_and_the_rest_is_read() -> None:
    found = decoded("""
        version: 2
        name: [a]
        paramters: {}
        data: {good: {role: input, datastore: d, path: p}, bad: {role: input, datastore: d}}
        steps: {s: {type: parallel, input: i, output: o, arguments: [a, {}, b], tries: 0}}
        compute: ""
        aml: {sdk: v3}
        """)
    assert found.broken == {
        ("version",),
        ("name",),
        ("parameters",),
        ("data", "bad"),
        ("data", "bad", "path"),
        ("steps", "s", "arguments", 1),
        ("steps", "s", "tries"),
        ("compute",),
        ("aml",),
        ("aml", "sdk"),
    }
    assert list(found.value.data) == ["good"]
    assert found.value.steps["s"].arguments == ("a", "b")
    assert found.value.steps["s"].tries == 3
    assert found.value.compute is None
    assert len(found.findings) == 8


def test_a_file_that_is_not_there_is_broken_as_a_whole() -> None:
    found = unread(ProjectSpec)
    assert found.broken == {()}
    assert found.value.environments == {}
    assert found.findings == ()


# forms --------------------------------------------------------------------------------------------

FORMS = {
    forms.Name: (["a", "a_1", "a" * 60], ["", "A", "1a", "_a", "a-b", "a b", "é", "a" * 61]),
    forms.EndpointName: (["a-b", "abc", "a" * 32], ["ab", "a-", "-ab", "a_b", "A-b", "a" * 33]),
    forms.Guid: (["0" * 8 + "-0000-0000-0000-" + "aF" * 6], ["0" * 32, "{0}", ""]),
    forms.FilePath: (["a.csv", "_a-1.txt", "A"], ["../a", "a/b", ".a", "-a", "", "a b", "é.csv"]),
    forms.DataPathText: (
        ["a", "a/b", "a/{b}", "a/x={b}-{c}.csv/d", "-a", "{a}", "{a}/b"],
        ["", "/a", "a/", "a//b", "../a", "a/../b", "a/.", "a/{B}", "a/{b", "a b"],
    ),
    forms.ActivityName: (
        ["Load", "Load it (all) - 2", "_", "1 é"],
        ["", " a", "a.b", "a/b", "a@b", "a[0]", "a{b}", "a\\b", "a:b", "é", "a" * 56],
    ),
    forms.Sentence: (["", "a\nb", "a" * 1_000], ["a" * 1_001, "a\0"]),
}  # fmt: skip
CASES = [
    (form, text, good)
    for form, (taken, refused) in FORMS.items()
    for good, texts in ((True, taken), (False, refused))
    for text in texts
]


@pytest.mark.parametrize(("form", "text", "good"), CASES)
def test_text_has_its_form(form: type, text: str, good: bool) -> None:
    class One(Record):
        text: form = key("A text.")  # type: ignore[valid-type]

    source = read(PurePosixPath("a.yaml"), f"text: {json.dumps(text)}")
    assert source.root
    found: Decoded[object] = decode(One, source.root)
    assert (found.findings == ()) is good
    if good:
        assert found.value == One(text=text)


@pytest.mark.parametrize(
    ("form", "text", "hint"),
    [
        (forms.Name, "RunDate", "did you mean 'rundate'?"),
        (forms.Name, "Run Date", "did you mean 'run_date'?"),
        (forms.Name, "run-date", "did you mean 'run_date'?"),
        (forms.Name, "1st", ""),
        (forms.Name, "日本", ""),
        (forms.EndpointName, "My_Endpoint", "did you mean 'my-endpoint'?"),
        (forms.DataPathText, "/a//b/", "did you mean 'a/b'?"),
        (forms.DataPathText, "../a", ""),
        (forms.DataPathText, "a\\b", ""),
        (forms.ActivityName, "a/b", ""),
    ],
)
def test_the_nearest_text_of_a_form(form: object, text: str, hint: str) -> None:
    constraint = unwrapped(form)[1]
    assert isinstance(constraint, Text)
    assert text_instead(text, constraint) == hint


@pytest.mark.parametrize(
    ("kind", "text", "hint"),
    [
        (Duration, "600", "did you mean '600s'?"),
        (Duration, "6 H", "did you mean '6h'?"),
        (Duration, "0", ""),
        (Duration, "soon", ""),
        (Moment, "2026-01-01 06:00:00Z", "did you mean '2026-01-01T06:00:00Z'?"),
        (Moment, "2026-01-01 06:00", "did you mean '2026-01-01T06:00:00'?"),
        (Moment, "2026-01-01", "did you mean '2026-01-01T00:00:00'?"),
        (Moment, "1.1.2026", ""),
    ],
)
def test_the_nearest_time(kind: type[Duration | Moment], text: str, hint: str) -> None:
    assert timed_instead(kind, text) == hint


@pytest.mark.parametrize(
    ("text", "seconds", "timespan"),
    [
        ("1s", 1, "0.00:00:01"),
        ("90m", 5_400, "0.01:30:00"),
        ("24h", 86_400, "1.00:00:00"),
        ("7d", 604_800, "7.00:00:00"),
    ],
)
def test_a_duration_in_words_of_the_factory(text: str, seconds: int, timespan: str) -> None:
    assert Duration.read(text) == Duration(seconds)
    assert Duration(seconds).timespan() == timespan


@pytest.mark.parametrize(
    "written",
    ["2026-02-30T00:00:00Z", "2026-13-01T00:00:00", "2026-01-01T24:00:00Z", "0000-01-01T00:00:00"],
)
def test_a_time_that_does_not_exist(written: str) -> None:
    text = EVERYTHING.replace("start: 2026-01-01T06:00:00", f"start: {written}")
    (finding,) = decoded(text).findings
    assert finding.code is Code.OUT_OF_RANGE
    assert finding.message == f"there is no {written!r}"


def test_the_leap_day_is_there_in_leap_years() -> None:
    text = EVERYTHING.replace("start: 2026-01-01T06:00:00", "start: 2024-02-29T06:00:00")
    assert decoded(text).findings == ()
