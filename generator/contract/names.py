"""Names that a job gives to things in the factory, where all jobs' things are."""

import re
from collections.abc import Mapping

from generator.contract.model import Sdk, Target

PUBLISHING: Mapping[Sdk, str] = {"v1": "publish_pipeline.py", "v2": "deploy.py"}
"""The script in a job's folder that brings its pipeline to Azure ML."""

ENDPOINT_ID = "aml_pipeline_endpoint_id"
PIPELINE_ID = "aml_pipeline_id"
ENDPOINT_URI = "endpoint_uri"
WORKSPACE_URI = "workspace_uri"
PRINCIPAL = "service_principal"
TENANT = "tenant"
JOB_NAME = "job_name"
JOB_STATUS = "job_status"

ID_VARIABLES: dict[Target, str] = {
    Target.PIPELINE: PIPELINE_ID,
    Target.PIPELINE_ENDPOINT: ENDPOINT_ID,
    Target.BATCH_ENDPOINT: ENDPOINT_URI,
}
"""The variable of a pipeline that holds what its calls are addressed to."""
RESERVED_VARIABLES = re.compile(
    f"({'|'.join((ENDPOINT_ID, PIPELINE_ID, ENDPOINT_URI, WORKSPACE_URI, PRINCIPAL, TENANT))})"
    f"|({JOB_NAME}|{JOB_STATUS})(_[0-9]+)?"
)
"""The variables that Scorewright itself may give to a pipeline."""

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


def child_pipeline(job: str, scoring: str) -> str:
    """The pipeline that calls a batch endpoint for a scoring inside a container."""
    return f"{job}_{re.sub('[^a-z0-9]+', '_', scoring.lower()).strip('_') or 'child'}"


def failing_activity(job: str) -> str:
    """The activity that ends a failed run as a failure."""
    return f"Fail {job}"[:55]


def job_variables(number: int) -> tuple[str, str]:
    """The variables for the name and the status of an AML job, by the number of the scoring."""
    suffix = f"_{number + 1}" if number else ""
    return f"{JOB_NAME}{suffix}", f"{JOB_STATUS}{suffix}"


def batch_activity(scoring: str, step: str) -> str:
    """The name of one of the activities that call a batch endpoint."""
    return f"{scoring} {step}"


def calling_activity(scoring: str, sdk: Sdk) -> str:
    """The activity that sends the call."""
    return scoring if sdk == "v1" else batch_activity(scoring, "submit")


def last_activity(scoring: str, sdk: Sdk) -> str:
    """The activity that ends as the scoring does."""
    return scoring if sdk == "v1" else batch_activity(scoring, "check")


def scoring_activities(scoring: str, sdk: Sdk) -> tuple[str, ...]:
    """The activities of a pipeline that belong to a scoring."""
    if sdk == "v1":
        return (scoring,)
    return tuple(batch_activity(scoring, step) for step in BATCH_STEPS)
