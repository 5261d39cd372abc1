"""What can stand in a spec.

These classes are the language: the reader, the JSON Schema and the checks are made from them. A
field's `about` is the text that editors show; a field without default is a required key.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any

from generator.contract.model import Type
from generator.contract.values import Value
from generator.spec.forms import (
    ActivityName,
    Data,
    DataPathText,
    Duration,
    EndpointName,
    FilePath,
    Moment,
    Name,
    Range,
    Raw,
    Sentence,
    Text,
)


def key(about: str, **options: Any) -> Any:  # as dataclasses.field itself is typed
    """A key of the language with its description."""
    return field(metadata={"about": about}, **options)


class Sdk(StrEnum):
    """Which generation of Azure ML runs the job."""

    V1 = "v1"
    V2 = "v2"


class Role(StrEnum):
    """Whether data are read or written."""

    INPUT = "input"
    OUTPUT = "output"


class StepType(StrEnum):
    """How a step runs."""

    PARALLEL = "parallel"


class LoggingLevel(StrEnum):
    """How much a parallel step writes to its logs."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"


class ActivityState(StrEnum):
    """Whether an activity runs."""

    ACTIVE = "Active"
    INACTIVE = "Inactive"


class InactiveOutcome(StrEnum):
    """How an inactive activity counts."""

    SUCCEEDED = "Succeeded"
    FAILED = "Failed"
    SKIPPED = "Skipped"


class TriggerType(StrEnum):
    """What makes a trigger fire."""

    SCHEDULE = "schedule"


class Frequency(StrEnum):
    """The unit of a schedule's interval."""

    MINUTE = "Minute"
    HOUR = "Hour"
    DAY = "Day"
    WEEK = "Week"
    MONTH = "Month"


Version = Annotated[int, Range(1, 1)]


@dataclass(frozen=True, slots=True)
class ParameterSpec:
    """A value that a run of the job can be given."""

    type: Type = key("The parameter's type.")
    description: Sentence = key("What the parameter means.", default="")
    default: Raw | None = key("The value of a run that is given none.", default=None)
    minimum: float | None = key("The least value of a number.", default=None)
    maximum: float | None = key("The greatest value of a number.", default=None)
    pattern: Annotated[str, Text("", "a regular expression", 300)] | None = key(
        "A regular expression that is found in the text; ^ and $ make it fit the whole.",
        default=None,
    )
    encoded: bool = key(
        "Carry any text: it travels percent-encoded, and the script gets it as it was.",
        default=False,
    )


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """A registered model of the AML workspace."""

    name: Annotated[str, Text("^[A-Za-z0-9][A-Za-z0-9_.-]*$", "a model's name", 255)] = key(
        "The model's name."
    )
    version: Annotated[str, Text("^[1-9][0-9]*$", "a model's version, such as 3", 9)] = key(
        "The model's version."
    )


@dataclass(frozen=True, slots=True)
class DataSpec:
    """A folder that the job reads or writes."""

    role: Role = key("Whether the job reads or writes it.")
    datastore: Name = key("A datastore of the project file.")
    path: DataPathText = key(
        "The folder in the datastore; {parameter} stands for a value of the run."
    )


@dataclass(frozen=True, slots=True)
class StepSpec:
    """A step of the AML pipeline."""

    type: StepType = key("parallel: the script scores the input's files in mini-batches.")
    input: Name = key("The data that the step reads, by their name under `data`.")
    output: Name = key("The data that the step writes, by their name under `data`.")
    script: Annotated[
        str, Text("^[a-z][a-z0-9_]*[.]py$", "the name of a Python file, such as score.py", 60)
    ] = key("The entry script, in the job's folder.", default="score.py")
    arguments: tuple[Name, ...] = key("The parameters that the script is given.", default=())
    mini_batch_size: Annotated[int, Range(1, 1_000_000)] = key(
        "How many files one call of run() gets.", default=10
    )
    nodes: Annotated[int, Range(1, 1_000)] = key("How many nodes work at once.", default=1)
    processes_per_node: Annotated[int, Range(1, 100)] = key(
        "How many processes work on a node.", default=1
    )
    error_threshold: Annotated[int, Range(-1, 1_000_000_000)] = key(
        "How many files may fail before the step fails; -1 lets all fail.", default=0
    )
    timeout: Duration = key("How long one call of run() may take.", default=Duration(60))
    tries: Annotated[int, Range(1, 100)] = key(
        "How often a mini-batch is tried before its files count as failed.", default=3
    )
    logging_level: LoggingLevel = key("How much is logged.", default=LoggingLevel.INFO)
    output_file: FilePath = key("The file that the rows are written to.", default="scores.csv")


@dataclass(frozen=True, slots=True)
class EnvironmentSpec:
    """What is installed where the scripts run."""

    python: Annotated[str, Text("^3[.]1[0-9]$", 'a version of Python such as "3.11"')] = key(
        "The version of Python.", default="3.11"
    )
    packages: tuple[
        Annotated[
            str,
            Text(
                r"^[A-Za-z0-9][A-Za-z0-9._-]*(\[[A-Za-z0-9._,-]+\])?((===?|[~<>!]=|[<>])[A-Za-z0-9.*+!_-]+(,(===?|[~<>!]=|[<>])[A-Za-z0-9.*+!_-]+)*)?$",
                "a requirement such as pandas or pandas>=2,<3",
                200,
            ),
        ],
        ...,
    ] = key("What pip installs.", default=())
    image: Annotated[
        str,
        Text(
            r"^[a-z0-9][a-z0-9._/-]*(:[A-Za-z0-9._-]+)?(@sha256:[0-9a-f]{64})?$",
            "a container image",
            300,
        ),
    ] = key("The base image.", default="mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu22.04")


Compute = Annotated[str, Text("^[A-Za-z][A-Za-z0-9-]*$", "the name of a compute cluster", 24, 2)]


@dataclass(frozen=True, slots=True)
class ActivitySpec:
    """The activity that runs the job."""

    name: ActivityName = key("The activity's name.", default="Score")
    experiment: Value | None = key(
        "The AML experiment of the runs; without it the job's name.", default=None
    )
    version: Value | None = key(
        "v1: the version of the pipeline endpoint; without it the endpoint's default.", default=None
    )
    parent_run: Value | None = key(
        "v1: the AML run, of the same experiment, to file the run under.", default=None
    )
    continue_on_step_failure: bool = key(
        "Whether other steps go on when one has failed.", default=False
    )
    timeout: Duration = key("How long the scoring may take.", default=Duration(43_200))
    retry: Annotated[int, Range(0, 100)] = key(
        "v1: how often to run again after a failure. A retry scores twice.", default=0
    )
    retry_interval: Duration = key("How long to wait before a retry.", default=Duration(30))
    poll_interval: Duration | None = key(
        "v2: how long to wait between two looks at the job; without it 1m.", default=None
    )
    secure_input: bool = key("Keep the activity's input out of the logs.", default=False)
    secure_output: bool = key("Keep the activity's output out of the logs.", default=False)
    state: ActivityState | None = key("Whether the activity runs.", default=None)
    on_inactive: InactiveOutcome | None = key(
        "How the activity counts while it is inactive.", default=None
    )
    user_properties: Mapping[
        Annotated[str, Text(r"^[A-Za-z0-9_][A-Za-z0-9_ -]*$", "a user property's name", 100)], Value
    ] = key("Properties shown in the factory's monitoring.", default_factory=dict)


@dataclass(frozen=True, slots=True)
class FollowerSpec:
    """An activity that runs after the scoring, if the scoring succeeded."""

    name: ActivityName = key("The activity's name.")
    type: str = key("The activity's type, as Data Factory names it.")
    properties: Mapping[str, Data] = key("The activity's typeProperties, as Data Factory has them.")
    linked_service: Name | None = key("A linked service of the project file.", default=None)
    description: Sentence = key("What the activity is for.", default="")
    timeout: Duration = key("How long the activity may take.", default=Duration(43_200))
    retry: Annotated[int, Range(0, 100)] = key("How often to try again.", default=0)
    retry_interval: Duration = key("How long to wait before a retry.", default=Duration(30))


@dataclass(frozen=True, slots=True)
class TriggerSpec:
    """A schedule that starts the pipeline."""

    type: TriggerType = key("schedule: by the clock.")
    frequency: Frequency = key("The unit of `interval`.")
    start: Moment = key(
        "When it first fires. With Z it is UTC, without Z the time zone's own time."
    )
    interval: Annotated[int, Range(1, 1_000)] = key(
        "After how many units it fires again.", default=1
    )
    end: Moment | None = key("When it stops to fire.", default=None)
    time_zone: Annotated[
        str,
        Text(r"^[A-Za-z0-9+. ()-]+$", "a Windows time zone such as W. Europe Standard Time", 100),
    ] = key("The time zone, by its Windows name.", default="UTC")
    description: Sentence = key("What the trigger is for.", default="")
    parameters: Mapping[Name, Raw] = key(
        "The values this trigger sets: literals, or expressions of trigger().", default_factory=dict
    )


Annotation = Annotated[str, Text("^[^\n]*$", "a line of text", 200)]


@dataclass(frozen=True, slots=True)
class FactorySpec:
    """The factory's part of the job."""

    activity: ActivitySpec = key("The activity that runs the job.", default=ActivitySpec())
    after: tuple[FollowerSpec, ...] = key(
        "Activities that follow the scoring, one after the other.", default=()
    )
    triggers: Mapping[Name, TriggerSpec] = key(
        "What starts the pipeline, by name.", default_factory=dict
    )
    folder: Annotated[str, Text("^[^/\n][^\n]*$", "a folder in the Studio", 200)] | None = key(
        "The folder that the Studio shows the pipeline in.", default=None
    )
    annotations: tuple[Annotation, ...] = key("Tags of the pipeline in the Studio.", default=())
    concurrency: Annotated[int, Range(1, 1_000)] | None = key(
        "How many runs of the pipeline may go on at once.", default=None
    )


@dataclass(frozen=True, slots=True)
class AmlSpec:
    """Azure ML's part of the job."""

    sdk: Sdk = key("v1: a pipeline endpoint. v2: a batch endpoint.")
    endpoint: EndpointName | None = key(
        "The endpoint's name; without it the job's name with dashes.", default=None
    )


@dataclass(frozen=True, slots=True)
class JobSpec:
    """One scoring job: a factory pipeline and the AML pipeline that it calls."""

    version: Version = key("The version of the language.")
    name: Name = key("The job's name, which is also the file's.")
    data: Mapping[Name, DataSpec] = key("What the job reads and writes, by name.")
    steps: Annotated[Mapping[Name, StepSpec], Range(1, 1)] = key(
        "The step of the AML pipeline, by its name."
    )
    aml: AmlSpec = key("Azure ML's part of the job.")
    description: Sentence = key("What the job is for.", default="")
    model: ModelSpec | None = key("The model that scores.", default=None)
    parameters: Mapping[Name, ParameterSpec] = key(
        "What a run of the job can be given, by name.", default_factory=dict
    )
    compute: Compute | None = key(
        "The compute cluster that runs the step; without it the project's default.", default=None
    )
    environment: EnvironmentSpec | None = key(
        "What is installed where the scripts run; without it the project's default.", default=None
    )
    factory: FactorySpec = key("The factory's part of the job.", default=FactorySpec())
