"""A spec: one scoring job."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from generator.contract.values import Value
from generator.spec.forms import EndpointName, Name, Range, Sentence, Text
from generator.spec.language.activities import (
    ActivitySpec,
    MainActivitySpec,
    OnFailureSpec,
    ScoreSpec,
)
from generator.spec.language.data import DataSpec
from generator.spec.language.keys import Annotation, Compute, Sdk, Service, Version
from generator.spec.language.parameters import ParameterSpec
from generator.spec.language.steps import EnvironmentSpec, ModelSpec, StepSpec
from generator.spec.language.triggers import TriggerSpec
from generator.spec.record import Record, key

DiagnosticCode = Annotated[str, Text("^SW[0-9]{3}$", "a diagnostic's code such as SW402", 5)]
Reason = Annotated[str, Text(r"^\S.*", "a reason", 500)]


class VariableType(StrEnum):
    """The types of a pipeline's variables."""

    STRING = "String"
    BOOLEAN = "Boolean"
    INTEGER = "Integer"
    ARRAY = "Array"


class AmlTarget(StrEnum):
    """What the factory calls under SDK v1."""

    PIPELINE = "pipeline"
    PIPELINE_ENDPOINT = "pipeline_endpoint"


class VariableSpec(Record):
    """A variable of the pipeline, which activities set."""

    type: VariableType = key("The variable's type.", factory="the variable's type")
    default: Value | None = key(
        "What it holds before it is set.", factory="defaultValue", default=None
    )


class FactorySpec(Record):
    """The factory's part of the job."""

    service: Service | None = key(
        "What starts the job; without it the project's.",
        factory="the folder of the documents, and the kind of ARM template",
        default=None,
    )
    activity: MainActivitySpec = key(
        "The scoring, or a container of it.", factory="activities", default=ScoreSpec()
    )
    before: tuple[ActivitySpec, ...] = key(
        "Activities before it, one after the other.", factory="activities", default=()
    )
    after: tuple[ActivitySpec, ...] = key(
        "Activities after it, one after the other.", factory="activities", default=()
    )
    on_failure: OnFailureSpec | None = key(
        "What runs when any of them has failed.", factory="activities", default=None
    )
    variables: Mapping[Name, VariableSpec] = key(
        "Variables that activities set, by name.", factory="variables", default_factory=dict
    )
    triggers: Mapping[Name, TriggerSpec] = key(
        "What starts the pipeline, by name.",
        factory="triggers, named <job>_<trigger>",
        default_factory=dict,
    )
    folder: Annotated[str, Text("^[^/\n][^\n]*$", "a folder in the Studio", 200)] | None = key(
        "The folder that the Studio shows the pipeline in.", factory="folder", default=None
    )
    annotations: tuple[Annotation, ...] = key(
        "Tags of the pipeline in the Studio.", factory="annotations", default=()
    )
    concurrency: Annotated[int, Range(1, 1_000)] | None = key(
        "How many runs of the pipeline may go on at once.", factory="concurrency", default=None
    )


class AmlSpec(Record):
    """Azure ML's part of the job."""

    sdk: Sdk = key(
        "v1: a published pipeline. v2: a batch endpoint.",
        factory="AzureMLExecutePipeline (v1) or Web activities (v2)",
        aml="which SDK the code uses",
    )
    target: AmlTarget | None = key(
        "v1: what the factory calls: a pipeline_endpoint, whose id stays; or a pipeline, whose id "
        "changes when it is published, and which alone Synapse knows.",
        factory="mlPipelineEndpointId or mlPipelineId",
        aml="what publish_pipeline.py publishes",
        default=None,
    )
    endpoint: EndpointName | None = key(
        "The endpoint's name; without it the job's name with dashes.",
        factory="the host of the endpoint's address (v2)",
        aml="the endpoint's name",
        default=None,
    )


class JobSpec(Record):
    """One scoring job: a factory pipeline and the AML pipeline that it calls."""

    version: Version = key("The version of the language.")
    name: Name = key(
        "The job's name, which is also the file's.",
        factory="the pipeline's name, and the beginning of its triggers' names",
        aml="the folder's name, and the pipeline function's (v2)",
    )
    data: Mapping[Name, DataSpec] = key("What the job reads, writes and passes on, by name.")
    steps: Annotated[Mapping[Name, StepSpec], Range(1, 100)] = key(
        "The steps of the AML pipeline, in their order, by name."
    )
    aml: AmlSpec = key("Azure ML's part of the job.")
    description: Sentence = key(
        "What the job is for.",
        factory="the pipeline's description",
        aml="the docstring of pipeline.py, and the endpoint's description",
        default="",
    )
    model: ModelSpec | None = key("The model that scores.", default=None)
    parameters: Mapping[Name, ParameterSpec] = key(
        "What a run of the job can be given, by name.",
        factory="the pipeline's parameters",
        aml="the AML pipeline's parameters, as far as a step is given them",
        default_factory=dict,
    )
    compute: Compute | None = key(
        "The compute cluster that runs the steps; without it the project's default.",
        aml="compute_target (v1) or default_compute (v2)",
        default=None,
    )
    environment: EnvironmentSpec | None = key(
        "What is installed where the scripts run; without it the project's default.", default=None
    )
    factory: FactorySpec = key("The factory's part of the job.", default=FactorySpec())
    silence: Mapping[DiagnosticCode, Reason] = key(
        "Warnings that are not to be told, by their code, each with the reason.",
        default_factory=dict,
    )
    moved_from: Name | None = key(
        "The name that the job had: its files move, with the edits in them. It can be dropped once "
        "they have moved.",
        default=None,
    )
