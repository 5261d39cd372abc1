"""Settings that only one generation of Azure ML has."""

from collections.abc import Iterator

from generator.contract.names import BATCH_STEPS, batch_activity
from generator.diagnostics import Code
from generator.diagnostics.finding import Finding
from generator.spec.checks.context import Context, Found
from generator.spec.language.activities import ScoreSpec
from generator.spec.language.keys import Sdk

ONLY_V1 = {
    "version": "a batch endpoint's default deployment is called",
    "parent_run": "a batch endpoint files its jobs under no other run",
    "retry": "submitting again would score a second time beside the first",
}
LONGEST_V2_NAME = 55 - max(len(batch_activity("", step)) for step in BATCH_STEPS)
"""So that no name made from it has more than an activity's 55 characters."""


def check(context: Context) -> Iterator[Finding]:
    """Check the scoring steps against `aml.sdk`."""
    if context.sdk is None:
        return
    for found, score in context.scorings():
        yield from _v1(found, score) if context.sdk is Sdk.V1 else _v2(found, score)


def _v1(found: Found, score: ScoreSpec) -> Iterator[Finding]:
    if score.poll_interval is not None:
        message = "`poll_interval` belongs to v2: Data Factory itself waits for a v1 run"
        path = (*found.path, "poll_interval")
        yield Finding(Code.NOT_IN_THIS_SDK, path, message, "drop the key", "key")


def _v2(found: Found, score: ScoreSpec) -> Iterator[Finding]:
    for key, reason in ONLY_V1.items():
        if getattr(score, key):
            message = f"`{key}` belongs to v1: {reason}"
            path = (*found.path, key)
            yield Finding(Code.NOT_IN_THIS_SDK, path, message, "drop the key", "key")
    if len(score.name) > LONGEST_V2_NAME and not found.inside:
        message = "too long: v2 makes the names of several activities of it"
        hint = f"at most {LONGEST_V2_NAME} characters"
        yield Finding(Code.LIMIT, (*found.path, "name"), message, hint)
