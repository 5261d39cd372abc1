"""A validated job: its contract, and for each side what the other side never sees."""

from collections.abc import Mapping

from msgspec import Struct

from generator.contract.model import Calls, Offer, Sdk, Type
from generator.contract.model import Target as CallTarget
from generator.contract.pipelines import FactoryPart
from generator.contract.resources import (
    Credential,
    Dataset,
    Deployment,
    Identity,
    LinkedService,
    Target,
)
from generator.contract.steps import AmlPart, Data
from generator.contract.values import Scalar
from generator.expression import Service

RUN_ID = "factory_run_id"
"""The name of the factory run's id: a v1 parameter, and a hole in a path."""


class Parameter(Struct, frozen=True):
    """A value that a run of the job can be given, with all that the spec says of it."""

    name: str
    type: Type
    default: Scalar | None = None
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    description: str = ""
    encoded: bool = False


class Job(Struct, frozen=True):
    """One scoring job. `offer` is the spec's own half of the contract for Azure ML.

    The other half are the `calls` of each of its pipelines in the factory; those to Azure ML are
    addressed to its `target`.
    """

    name: str
    description: str
    sdk: Sdk
    target: CallTarget
    parameters: Mapping[str, Parameter]
    data: Mapping[str, Data]
    offer: Offer
    factory: FactoryPart
    aml: AmlPart

    @property
    def calls(self) -> Calls:
        """What the pipeline that triggers start does with Azure ML."""
        return self.factory.pipelines[0].calls


class Project(Struct, frozen=True):
    """What jobs share, and the jobs. `git` is the environment that the Git documents are of.

    Without a `deployment`, there are no scripts that deploy.
    """

    git: str
    service: Service
    targets: Mapping[str, Target]
    identity: Identity
    linked_services: Mapping[str, LinkedService]
    datasets: Mapping[str, Dataset]
    credentials: Mapping[str, Credential]
    jobs: Mapping[str, Job]
    deployment: Deployment | None = None
