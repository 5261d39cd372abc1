"""Settings that only one generation of Azure ML has."""

from collections.abc import Iterator

from generator.contract.names import BATCH_STEPS, batch_activity
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.spec.checks.context import Context
from generator.spec.model import Sdk

ONLY_V1 = {
    "version": "a batch endpoint's default deployment is called",
    "parent_run": "a batch endpoint files its jobs under no other run",
    "retry": "submitting again would score a second time beside the first",
}
LONGEST_V2_NAME = 55 - max(len(batch_activity("", step)) for step in BATCH_STEPS)
"""So that no name made from it has more than an activity's 55 characters."""


def check(context: Context) -> Iterator[Finding]:
    """Check `factory.activity` against `aml.sdk`."""
    activity = context.spec.factory.activity
    path: Path = ("factory", "activity")
    if context.sdk is None:
        return
    if context.sdk is Sdk.V1:
        if activity.poll_interval is not None:
            message = "`poll_interval` belongs to v2: Data Factory itself waits for a v1 run"
            yield Finding(
                Code.NOT_IN_THIS_SDK, (*path, "poll_interval"), message, "drop the key", "key"
            )
        return
    for key, reason in ONLY_V1.items():
        if getattr(activity, key):
            message = f"`{key}` belongs to v1: {reason}"
            yield Finding(Code.NOT_IN_THIS_SDK, (*path, key), message, "drop the key", "key")
    if len(activity.name) > LONGEST_V2_NAME:
        message = "too long: v2 makes the names of several activities of it"
        yield Finding(Code.LIMIT, (*path, "name"), message, f"at most {LONGEST_V2_NAME} characters")
