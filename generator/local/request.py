"""What is asked for: one run of a pipeline of the factory, from files."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field

from generator.expression import Service
from generator.local.aml import LocalWorkspace


class Side(Struct, frozen=True):
    """The AML side that the scoring activities of some of the factory's pipelines call.

    Attributes:
        job: whose it is.
        folder: that of its `pipeline.py`.
        pipelines: the factory's pipelines that call it.
        address: where its batch endpoint takes jobs in the environment of the documents.
    """

    job: str
    folder: Path
    pipelines: tuple[str, ...]
    address: str


class Request(Struct, frozen=True):
    """One run.

    Attributes:
        pipeline: the factory's pipeline.
        documents: the folder of its service, such as `output/factory`.
        service: which one that is.
        sides: the AML sides of all jobs.
        parameters: values given by hand, as text; they go before those of a trigger.
        trigger: the name of what starts it; None is by hand.
        at: when it starts, without a time zone in UTC; None is now.
        event: a file with the event that starts it.
        fixtures: a folder of outputs of activities that need Azure.
        workspace: data, models and compute of this machine.
        folder: the run's own folder.
    """

    pipeline: str
    documents: Path
    service: Service
    sides: tuple[Side, ...]
    workspace: LocalWorkspace
    folder: Path
    parameters: Mapping[str, str] = field(default_factory=dict)
    trigger: str | None = None
    at: datetime | None = None
    event: Path | None = None
    fixtures: Path | None = None
