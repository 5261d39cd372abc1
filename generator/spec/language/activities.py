"""The activities of a factory pipeline: the scoring, what is around it, and all others.

Source: the Activity classes of azure-mgmt-datafactory.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from generator.contract.values import Value
from generator.spec.forms import ActivityName, Data, Duration, Name, Range, Raw, Sentence, Text
from generator.spec.language.resources import ParameterName, ResourceName
from generator.spec.record import Record, key
from generator.spec.tags import Tag


class Condition(StrEnum):
    """How an activity has to have ended."""

    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
    SKIPPED = "Skipped"
    COMPLETED = "Completed"


class ActivityState(StrEnum):
    """Whether an activity runs."""

    ACTIVE = "Active"
    INACTIVE = "Inactive"


class InactiveOutcome(StrEnum):
    """How an inactive activity counts."""

    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
    SKIPPED = "Skipped"


Conditions = tuple[Condition, ...]
Timeout = Annotated[Duration, Range(600, 604_800)]
Retries = Annotated[int, Range(0, 100)]
RetryInterval = Annotated[Duration, Range(30, 86_400)]
UserProperties = Mapping[
    Annotated[str, Text(r"^[A-Za-z0-9_][A-Za-z0-9_ -]*$", "a user property's name", 100)], Value
]
SqlPoolName = Annotated[str, Text("^[A-Za-z0-9_]+$", "an SQL pool's name", 60)]
CaseName = Annotated[str, Text("^[^\n]+$", "a case's value", 200)]


class _Placed(Record):
    """What every activity has."""

    description: Sentence = key(
        "What the activity is for.", factory="the activity's description", default=""
    )
    depends_on: Mapping[ActivityName, Conditions] | None = key(
        "The activities that it waits for, each with how they must have ended; without it, the "
        "success of the one before it. {} lets it start at once.",
        factory="dependsOn",
        default=None,
    )
    state: ActivityState | None = key("Whether the activity runs.", factory="state", default=None)
    on_inactive: InactiveOutcome | None = key(
        "How the activity counts while it is inactive.", factory="onInactiveMarkAs", default=None
    )
    user_properties: UserProperties = key(
        "Properties shown in the factory's monitoring.",
        factory="userProperties",
        default_factory=dict,
    )


class _Policed(_Placed):
    """What every activity has that does something outside the factory."""

    timeout: Timeout | None = key(
        "How long the activity may take; without it 12h.", factory="policy.timeout", default=None
    )
    retry: Retries | None = key(
        "How often to try again after a failure; without it never. A retry scores twice.",
        factory="policy.retry",
        default=None,
    )
    retry_interval: RetryInterval | None = key(
        "How long to wait before a retry; without it 30s.",
        factory="policy.retryIntervalInSeconds",
        default=None,
    )
    secure_input: bool | None = key(
        "Keep the activity's input out of the logs.", factory="policy.secureInput", default=None
    )
    secure_output: bool | None = key(
        "Keep the activity's output out of the logs.", factory="policy.secureOutput", default=None
    )


class ScoreSpec(_Policed):
    """Scoring: the activity, or for v2 the activities, that run the job's AML pipeline."""

    type: Literal["Score"] = key(
        "Score: run the job's AML pipeline.",
        factory="AzureMLExecutePipeline (v1), or submit, wait, check and cancel (v2)",
        default="Score",
    )
    name: ActivityName = key("The activity's name.", factory="the activity's name", default="Score")
    parameters: Mapping[Name, Raw] = key(
        "Values that this step sends, in place of the pipeline's parameters of the same names.",
        factory="mlPipelineParameters and dataPathAssignments (v1), or the body (v2)",
        default_factory=dict,
    )
    experiment: Value | None = key(
        "The AML experiment of the runs; without it the job's name.",
        factory="experimentName",
        default=None,
    )
    version: Value | None = key(
        "v1: the version of the pipeline endpoint; without it the endpoint's default.",
        factory="version",
        default=None,
    )
    parent_run: Value | None = key(
        "v1: the AML run, of the same experiment, to file the run under.",
        factory="mlParentRunId",
        default=None,
    )
    continue_on_step_failure: Value | None = key(
        "Whether other steps go on when one has failed; without it they do not.",
        factory="continueOnStepFailure (v1)",
        aml="continue_on_step_failure of what is published",
        default=None,
    )
    poll_interval: Annotated[Duration, Range(1, 86_400)] | None = key(
        "v2: how long to wait between two looks at the job; without it 1m.",
        factory="waitTimeInSeconds of the Wait activity (v2)",
        default=None,
    )


class ForEachSpec(_Placed):
    """Activities that run once for each item of a list, which they read as @item()."""

    type: Literal["ForEach"] = key("ForEach: once for each item.", factory="the activity's type")
    name: ActivityName = key("The activity's name.", factory="the activity's name")
    properties: Mapping[str, Data] = key(
        "`items`, an expression; maybe `isSequential` and `batchCount`.", factory="typeProperties"
    )
    activities: "tuple[ActivitySpec, ...]" = key(
        "What runs for each item, one after the other.", factory="typeProperties.activities"
    )


class UntilSpec(_Placed):
    """Activities that run again until an expression is true."""

    type: Literal["Until"] = key("Until: until an expression holds.", factory="the activity's type")
    name: ActivityName = key("The activity's name.", factory="the activity's name")
    properties: Mapping[str, Data] = key(
        "`expression`; maybe `timeout`, as d.hh:mm:ss.", factory="typeProperties"
    )
    activities: "tuple[ActivitySpec, ...]" = key(
        "What runs each time, one after the other.", factory="typeProperties.activities"
    )


class IfSpec(_Placed):
    """Activities that run if an expression is true, and others if it is not."""

    type: Literal["IfCondition"] = key(
        "IfCondition: one way or the other.", factory="the activity's type"
    )
    name: ActivityName = key("The activity's name.", factory="the activity's name")
    properties: Mapping[str, Data] = key("`expression`.", factory="typeProperties")
    if_true: "tuple[ActivitySpec, ...]" = key(
        "What runs if it is true, one after the other.",
        factory="typeProperties.ifTrueActivities",
        default=(),
    )
    if_false: "tuple[ActivitySpec, ...]" = key(
        "What runs if it is false, one after the other.",
        factory="typeProperties.ifFalseActivities",
        default=(),
    )


class SwitchSpec(_Placed):
    """Activities that run in one of several cases."""

    type: Literal["Switch"] = key("Switch: one of several ways.", factory="the activity's type")
    name: ActivityName = key("The activity's name.", factory="the activity's name")
    properties: Mapping[str, Data] = key("`on`, an expression.", factory="typeProperties")
    cases: "Annotated[Mapping[CaseName, tuple[ActivitySpec, ...]], Range(1, 25)]" = key(
        "What runs in each case, by the value of `on`.", factory="typeProperties.cases"
    )
    default: "tuple[ActivitySpec, ...]" = key(
        "What runs in any other case.", factory="typeProperties.defaultActivities", default=()
    )


class OtherSpec(_Policed):
    """Any other activity, by its type and its properties in Data Factory."""

    type: str = key(
        "The activity's type, as Data Factory names it: Copy, Lookup, ...",
        factory="the activity's type",
    )
    name: ActivityName = key("The activity's name.", factory="the activity's name")
    properties: Mapping[str, Data] = key(
        "The activity's typeProperties, as Data Factory has them.",
        factory="typeProperties",
        default_factory=dict,
    )
    linked_service: ResourceName | None = key(
        "A linked service of the project file.", factory="linkedServiceName", default=None
    )
    linked_service_parameters: Mapping[ParameterName, Value] = key(
        "Values of the linked service's own parameters.",
        factory="linkedServiceName.parameters",
        default_factory=dict,
    )
    inputs: "tuple[DatasetReferenceSpec, ...]" = key(
        "The datasets that a Copy reads.", factory="inputs", default=()
    )
    outputs: "tuple[DatasetReferenceSpec, ...]" = key(
        "The datasets that a Copy writes.", factory="outputs", default=()
    )
    sql_pool: SqlPoolName | None = key(
        "Synapse: the SQL pool that a SqlPoolStoredProcedure runs on.",
        factory="sqlPool",
        default=None,
    )


class DatasetReferenceSpec(Record):
    """A dataset of the project file, with values of its parameters."""

    dataset: ResourceName = key("The dataset's name.", factory="referenceName")
    parameters: Mapping[ParameterName, Value] = key(
        "Values of the dataset's own parameters.", factory="parameters", default_factory=dict
    )


ActivitySpec = Annotated[
    ScoreSpec | ForEachSpec | UntilSpec | IfSpec | SwitchSpec | OtherSpec, Tag(other=OtherSpec)
]
"""An activity in a list: its `type` tells what it is."""

MainActivitySpec = Annotated[
    ScoreSpec | ForEachSpec | UntilSpec | IfSpec | SwitchSpec, Tag(missing=ScoreSpec)
]
"""The scoring, or a container of it: without a `type` it is a Score."""


class OnFailureSpec(Record):
    """What runs when the job fails: an activity of it failed, and what follows was skipped."""

    activities: Annotated[tuple[ActivitySpec, ...], Range(1, 100)] = key(
        "What runs then, one after the other.",
        factory="activities; the first depends on Failed and Skipped of the job's last",
    )
    handled: bool = key(
        "Whether the failure is dealt with by them, so that the run counts as a success.",
        factory="without it, a Fail activity at the end",
        default=False,
    )
