"""A validated job: its contract, and for each side what the other side never sees."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.contract.model import Calls, Offer, Sdk, Type
from generator.contract.values import Scalar, Value
from generator.diagnostics import Path

RUN_ID = "factory_run_id"
"""The v1 parameter by which a factory run and its AML run find each other."""

FactoryData = Value | list["FactoryData"] | Mapping[str, "FactoryData"]
"""Data of an activity with every text in it decided: a literal or an expression."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a run of the job can be given, with all that the spec says of it."""

    name: str
    type: Type
    default: Scalar | None = None
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    description: str = ""
    encoded: bool = False


@dataclass(frozen=True, slots=True)
class Data:
    """A folder in a datastore; `path` holds {parameter} where a value of the run goes.

    `fixed` are its folders before the first that varies, `varying` the rest.
    """

    name: str
    datastore: str
    datastore_type: str
    path: str
    fixed: str
    varying: str
    parameters: tuple[str, ...] = ()


# the factory's part -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Policy:
    """An activity's policy; `timeout` as d.hh:mm:ss, `retry_interval` in seconds."""

    timeout: str
    retry: int
    retry_interval: int
    secure_input: bool = False
    secure_output: bool = False


@dataclass(frozen=True, slots=True)
class Scoring:
    """The activity, or for v2 the group of activities, that runs the AML pipeline."""

    name: str
    policy: Policy
    poll_interval: int
    state: str | None = None
    on_inactive: str | None = None
    user_properties: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Follower:
    """An activity that runs when the one before it has succeeded. `at` leads to it in the spec."""

    name: str
    type: str
    properties: Mapping[str, FactoryData]
    linked_service: str | None
    description: str
    policy: Policy
    at: Path


@dataclass(frozen=True, slots=True)
class Schedule:
    """A schedule trigger. `name` is the factory's, unique among all jobs."""

    name: str
    description: str
    frequency: str
    interval: int
    start: str
    end: str | None
    time_zone: str


@dataclass(frozen=True, slots=True)
class FactoryPart:
    """What only the factory sees of a job."""

    linked_service: str
    scoring: Scoring
    followers: tuple[Follower, ...]
    schedules: tuple[Schedule, ...]
    folder: str | None
    annotations: tuple[str, ...]
    concurrency: int | None


# Azure ML's part ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Model:
    """A registered model."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Environment:
    """What is installed where the scripts run."""

    python: str
    packages: tuple[str, ...]
    image: str


@dataclass(frozen=True, slots=True)
class ParallelStep:
    """The step that scores; `timeout` in seconds, `error_threshold` in files."""

    name: str
    script: str
    input: Data
    output: Data
    arguments: tuple[str, ...]
    mini_batch_size: int
    nodes: int
    processes_per_node: int
    error_threshold: int
    timeout: int
    tries: int
    logging_level: str
    output_file: str


@dataclass(frozen=True, slots=True)
class AmlPart:
    """What only Azure ML sees of a job."""

    endpoint: str
    compute: str
    environment: Environment
    model: Model | None
    step: ParallelStep
    continue_on_step_failure: bool


@dataclass(frozen=True, slots=True)
class Job:
    """One scoring job. `calls` and `offer` are the spec's own halves of the contract."""

    name: str
    description: str
    sdk: Sdk
    parameters: Mapping[str, Parameter]
    calls: Calls
    offer: Offer
    factory: FactoryPart
    aml: AmlPart


# what jobs share ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Target:
    """One environment: a factory and an AML workspace."""

    name: str
    factory: str
    subscription: str
    resource_group: str
    workspace: str
    region: str
    endpoint_suffix: str

    @property
    def workspace_uri(self) -> str:
        """The workspace's address in Azure Resource Manager."""
        return (
            f"https://management.azure.com/subscriptions/{self.subscription}"
            f"/resourceGroups/{self.resource_group}"
            f"/providers/Microsoft.MachineLearningServices/workspaces/{self.workspace}"
        )

    def endpoint_uri(self, endpoint: str) -> str:
        """The address that jobs of a batch endpoint are posted to."""
        return f"https://{endpoint}{self.endpoint_suffix}.{self.region}.inference.ml.azure.com/jobs"


@dataclass(frozen=True, slots=True)
class LinkedService:
    """A linked service. `varying` are the properties that have a value of each environment."""

    name: str
    type: str
    description: str
    properties: Mapping[str, FactoryData]
    varying: Mapping[str, Mapping[str, FactoryData]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Project:
    """What jobs share, and the jobs. `git` is the environment that the Git documents are of."""

    git: str
    targets: Mapping[str, Target]
    linked_services: Mapping[str, LinkedService]
    jobs: Mapping[str, Job]
