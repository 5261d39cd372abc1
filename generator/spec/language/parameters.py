"""What a run of a job can be given."""

from typing import Annotated

from generator.contract.model import Type
from generator.spec.forms import Raw, Sentence, Text
from generator.spec.record import Record, key


class ParameterSpec(Record):
    """A value that a run of the job can be given."""

    type: Type = key(
        "The parameter's type.",
        factory="the parameter's type: string, int, float, bool",
        aml="the type of the default (v1) or of the Input (v2), and of the script's argument",
    )
    description: Sentence = key(
        "What the parameter means.",
        aml="the Input's description (v2), and the comment in contract.py",
        default="",
    )
    default: Raw | None = key(
        "The value of a run that is given none.",
        factory="defaultValue",
        aml="the default of the PipelineParameter (v1) or of the Input (v2)",
        default=None,
    )
    minimum: float | None = key(
        "The least value of a number.",
        aml="the Input's min (v2); contract.py refuses less",
        default=None,
    )
    maximum: float | None = key(
        "The greatest value of a number.",
        aml="the Input's max (v2); contract.py refuses more",
        default=None,
    )
    pattern: Annotated[str, Text("", "a regular expression", 300)] | None = key(
        "A regular expression that is found in the text; ^ and $ make it fit the whole.",
        aml="contract.py refuses other text",
        default=None,
    )
    encoded: bool = key(
        "Carry any text: it travels percent-encoded, and the script gets it as it was.",
        factory="sent as concat('=', uriComponent(...))",
        aml="contract.py decodes it",
        default=False,
    )
