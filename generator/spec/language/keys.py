"""Forms that several classes of the language use."""

from enum import StrEnum
from typing import Annotated

from generator.spec.forms import Range, Text

Version = Annotated[int, Range(1, 1)]
Compute = Annotated[str, Text("^[A-Za-z][A-Za-z0-9-]*$", "the name of a compute cluster", 24, 2)]
Annotation = Annotated[str, Text("^[^\n]*$", "a line of text", 200)]
Property = Annotated[str, Text("^[A-Za-z][A-Za-z0-9]*$", "a property's name", 100)]
ResourceId = Annotated[
    str,
    Text(
        r"^/subscriptions/[0-9a-fA-F-]{36}/resourceGroups/[A-Za-z0-9_.()-]+/providers/[A-Za-z0-9./_-]+$",
        "a resource's id, /subscriptions/.../resourceGroups/.../providers/...",
        400,
    ),
]


class Service(StrEnum):
    """What starts a job."""

    DATA_FACTORY = "data_factory"
    SYNAPSE = "synapse"


class Sdk(StrEnum):
    """Which generation of Azure ML runs the job."""

    V1 = "v1"
    V2 = "v2"
