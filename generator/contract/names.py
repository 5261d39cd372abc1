"""Names that a job gives to things in the factory, where all jobs' things are."""

from generator.contract.model import Sdk

ENDPOINT_ID = "aml_pipeline_endpoint_id"
ENDPOINT_URI = "endpoint_uri"
WORKSPACE_URI = "workspace_uri"
JOB_NAME = "job_name"
JOB_STATUS = "job_status"
VARIABLES: dict[Sdk, tuple[str, ...]] = {
    "v1": (ENDPOINT_ID,),
    "v2": (ENDPOINT_URI, WORKSPACE_URI, JOB_NAME, JOB_STATUS),
}
"""The variables of a job's pipeline."""

BATCH_STEPS = (
    "submit",
    "remember job",
    "wait",
    "pause",
    "look",
    "remember status",
    "stop",
    "cancel",
    "check",
    "fail",
)
"""What the activities do that together call a batch endpoint."""


def trigger_name(job: str, trigger: str) -> str:
    """A trigger's name in the factory."""
    return f"{job}_{trigger}"


def batch_activity(scoring: str, step: str) -> str:
    """The name of one of the activities that call a batch endpoint."""
    return f"{scoring} {step}"


def calling_activity(scoring: str, sdk: Sdk) -> str:
    """The activity that sends the call."""
    return scoring if sdk == "v1" else batch_activity(scoring, "submit")


def scoring_activities(scoring: str, sdk: Sdk) -> tuple[str, ...]:
    """The activities of a pipeline that belong to the scoring."""
    if sdk == "v1":
        return (scoring,)
    return tuple(batch_activity(scoring, step) for step in BATCH_STEPS)
