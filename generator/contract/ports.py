"""What steps read and write, and the names that the generated code makes of a spec's."""

from generator.contract.model import Sdk
from generator.contract.steps import CommandStep, Data, Step


def reads(step: Step) -> tuple[Data, ...]:
    """What a step reads."""
    if isinstance(step, CommandStep):
        return step.inputs
    return (step.input, *step.side_inputs)


def writes(step: Step) -> tuple[Data, ...]:
    """What a step writes."""
    return step.outputs if isinstance(step, CommandStep) else (step.output,)


def is_mounted(data: Data, sdk: Sdk, service: str) -> bool:
    """Whether v1 mounts the root of an input, and its path is sent as text.

    Synapse has no data path assignments, and SDK v1 takes no data path on Data Lake Gen2
    (MachineLearningNotebooks issue 1784).
    """
    apart = service == "synapse" or data.datastore_type != "blob"
    return sdk == "v1" and data.role == "input" and data.kind != "table" and apart


def class_name(step: str) -> str:
    """The class of a step's arguments: "score_all" gives "ScoreAll"."""
    return "".join(word.capitalize() for word in step.split("_"))


# names that the generated code adds ---------------------------------------------------------------


def staging(data: str) -> str:
    """The step that copies an input of the job for the parallel steps that read it."""
    return f"stage_{data}"


def staged(data: str) -> str:
    """The copy."""
    return f"{data}_staged"


def publishing(data: str) -> str:
    """The step that brings what a parallel step wrote to an output of the job."""
    return f"publish_{data}"


def rows(data: str) -> str:
    """What the parallel step wrote."""
    return f"{data}_rows"


def side(data: str) -> str:
    """The variable for data that a parallel step reads whole."""
    return f"{data}_input"


def component(step: str) -> str:
    """The variable for what a step of v2 is made from. The SDK names the step by its own one."""
    return f"{step}_component"
