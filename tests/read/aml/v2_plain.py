import azure.ai.ml.constants as constants
import azure.ai.ml.dsl as d
from azure.ai.ml import Input as In
from azure.ai.ml import Output, command
from azure.ai.ml.constants import AssetTypes, InputOutputModes, InputTypes

CUTOFF = -0.5
STORE, DAY = "lake", "2024-01-01"
FOLDER = "customers" + "/" + DAY
JOB = f"customer_{'behavior'}"
Share = In(type=InputTypes.NUMBER, min=0.0, max="1", default=".5", description="A " + "share.")


@d.pipeline(description="no name of its own", tags={"team": "crm"})
def behavior(
    customers: In(type=AssetTypes.URI_FOLDER, mode=InputOutputModes.RO_MOUNT, path="azureml:c:1"),
    weights: In(type=constants.AssetTypes.URI_FILE),
    catalogue: In(type="mltable"),
    anything: In,
    untyped,
    share: Share,
    cutoff: float = CUTOFF,
    folder: str = FOLDER,
    seed: int = 7,
    *,
    day=DAY,
    rate=1.5,
    rounds=3,
    quick=True,
    whole: In(type="integer", default="5.0") = 6,
    emptied: In(type="integer", default=5) = None,
    note: In(type="string", optional=True),
    extra: In(type="uri_folder", optional=True),
    fixed: In(type="integer", optional=True, default=2),
):
    """Score customers.

    Args:
        cutoff: from here on
        folder (str): where the customers
            are kept
        share: this goes before the Input's

    Returns:
        seed: no argument
    """
    step = command(
        name="step",
        command="python behave.py",
        environment="azureml:env:1",
        outputs=dict(scores=Output(type=AssetTypes.URI_FILE), log=Output()),
    )
    outputs = {"scores": step.outputs["scores"]}
    outputs["log"] = step.outputs.log
    return outputs


@d.pipeline
def empty():
    """Nothing comes in or goes out."""


@d.pipeline(name=JOB, non_pipeline_inputs=["debug"])
def again(rounds: int, debug: bool = False):
    inner = behavior(rounds=rounds)
    return dict(log=inner.outputs.log)
