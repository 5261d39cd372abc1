"""Scoring steps: what they send, and what only one SDK or one service has."""

from collections.abc import Iterator, Mapping

from generator import expression
from generator.contract.job import RUN_ID
from generator.contract.model import Type
from generator.contract.names import BATCH_STEPS, batch_activity
from generator.contract.values import Literal
from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.spec.checks.context import Context, Found, advice
from generator.spec.checks.parameters import faults
from generator.spec.forms import Raw
from generator.spec.language.activities import ScoreSpec
from generator.spec.language.job import AmlTarget
from generator.spec.language.keys import Sdk, Service

ONLY_IN: Mapping[Sdk, Mapping[str, str]] = {
    Sdk.V1: {
        "version": "a batch endpoint's default deployment is called",
        "parent_run": "a batch endpoint files its jobs under no other run",
        "retry": "submitting again would score a second time beside the first",
    },
    Sdk.V2: {"poll_interval": "Data Factory itself waits for a v1 run"},
}
"""The keys of a scoring step that one SDK alone has, and why the other has not."""
LONGEST_V2_NAME = 55 - max(len(batch_activity("", step)) for step in BATCH_STEPS)
"""So that no name made from it has more than an activity's 55 characters."""


def check(context: Context) -> Iterator[Finding]:
    """Check the scoring steps against the job's parameters, its SDK and its service."""
    yield from _target(context)
    yield from _one_deployment(context)
    for found, score in context.scorings():
        yield from _given(context, found, score)
        yield from _goes_on(context, found, score)
        if context.sdk is not None:
            yield from _of_the_other_sdk(context.sdk, found, score)
        if context.sdk is Sdk.V1:
            yield from _version(context, found, score)
        elif context.sdk is Sdk.V2:
            yield from _long_name(found, score)


def _target(context: Context) -> Iterator[Finding]:
    target, path = context.spec.aml.target, ("aml", "target")
    if context.sdk is Sdk.V2 and target is not None:
        message = "`target` belongs to v1: under v2 a batch endpoint is called"
        yield Finding(Code.NOT_IN_THIS_SDK, path, message, "drop the key", "key")
    elif context.service is Service.SYNAPSE and target is AmlTarget.PIPELINE_ENDPOINT:
        message = "Synapse's activity knows no pipeline endpoints (azure-synapse-artifacts)"
        yield Finding(Code.NOT_IN_THIS_SERVICE, path, message, "write `target: pipeline`")


def _one_deployment(context: Context) -> Iterator[Finding]:
    """All scoring steps of a v2 job call one deployment, which goes on after failures or not."""
    if context.sdk is not Sdk.V2:
        return
    scorings = [*context.scorings()]
    for found, score in scorings[1:]:
        first, said = scorings[0]
        given = score.continue_on_step_failure
        if given is not None and given != said.continue_on_step_failure:
            message = "the deployment goes on for all scoring steps, or for none"
            hint = "say it at the first scoring step, and here the same"
            path = (*found.path, "continue_on_step_failure")
            related = (("the first", (*first.path, "name")),)
            yield Finding(Code.NOT_IN_THIS_SDK, path, message, hint, "key", related=related)


def _of_the_other_sdk(sdk: Sdk, found: Found, score: ScoreSpec) -> Iterator[Finding]:
    for other, keys in ONLY_IN.items():
        for key, reason in keys.items() if other is not sdk else ():
            if getattr(score, key):
                message = f"`{key}` belongs to {other}: {reason}"
                path = (*found.path, key)
                yield Finding(Code.NOT_IN_THIS_SDK, path, message, "drop the key", "key")


def _version(context: Context, found: Found, score: ScoreSpec) -> Iterator[Finding]:
    if score.version is None or context.service is None:
        return
    path = (*found.path, "version")
    if context.service is Service.SYNAPSE:
        message = "Synapse calls a published pipeline, which has no versions"
        yield Finding(Code.NOT_IN_THIS_SERVICE, path, message, "drop the key", "key")
    elif context.spec.aml.target is AmlTarget.PIPELINE:
        message = "a published pipeline has no versions, only a pipeline endpoint has"
        related = (("target", ("aml", "target")),)
        yield Finding(Code.NOT_IN_THIS_SDK, path, message, "drop the key", "key", related=related)


def _long_name(found: Found, score: ScoreSpec) -> Iterator[Finding]:
    if len(score.name) > LONGEST_V2_NAME:
        message = "too long: v2 makes the names of several activities of it"
        hint = f"at most {LONGEST_V2_NAME} characters"
        yield Finding(Code.LIMIT, (*found.path, "name"), message, hint)


def _goes_on(context: Context, found: Found, score: ScoreSpec) -> Iterator[Finding]:
    given, path = score.continue_on_step_failure, (*found.path, "continue_on_step_failure")
    if given is None:
        return
    if isinstance(given, Literal) and not isinstance(given.value, bool):
        yield Finding(Code.WRONG_TYPE, path, "expected true, false or an expression")
    elif context.sdk is Sdk.V2 and not isinstance(given, Literal):
        message = "a batch endpoint's deployment says this, and no run can say otherwise"
        yield Finding(Code.NOT_IN_THIS_SDK, path, message, "write true or false")


def _given(context: Context, found: Found, score: ScoreSpec) -> Iterator[Finding]:
    """What a step sends itself, in place of the pipeline's parameters."""
    known = context.declared("parameters")
    for name, raw in score.parameters.items():
        path: Path = (*found.path, "parameters", name)
        if name == RUN_ID:
            message = f"{RUN_ID!r} is always the id of the factory's run"
            yield Finding(Code.RESERVED_NAME, path, message, "drop it", "key")
        elif name not in known:
            message = f"{name!r} is not a declared parameter"
            yield Finding(
                Code.UNKNOWN_ARGUMENT, path, message, advice(name, known, "declared"), "key"
            )
        elif name in context.spec.parameters:
            yield from _value(context, name, raw, path)
            yield from _unused(context, name, path)


def _unused(context: Context, name: str, path: Path) -> Iterator[Finding]:
    """A value that reaches neither a script nor a path is lost."""
    given = context.given_to_steps()
    if given is not None and name not in given:
        message = f"no step is given {name!r} and no path names it, so this is lost"
        hint = f"add {name!r} to a step's `arguments`, or drop it here"
        yield Finding(Code.UNUSED, path, message, hint, "key")


def _value(context: Context, name: str, raw: Raw, path: Path) -> Iterator[Finding]:
    parameter = context.spec.parameters[name]
    if context.broken.touches("parameters", name):
        return
    if not expression.is_expression(raw.text):
        plain = Raw(expression.unescape(raw.text), raw.plain)
        for code, message, hint in faults(plain, parameter, Code.BAD_TRIGGER_VALUE):
            yield Finding(code, path, message, hint)
    elif parameter.type is not Type.STRING and not raw.text.startswith("@"):
        message = f"text with an expression in it is no {parameter.type}"
        yield Finding(Code.BAD_TRIGGER_VALUE, path, message, "write one expression: @...")
    elif parameter.type is not Type.STRING and raw.text.startswith("@{"):
        message = f"@{{...}} always gives text, and {name!r} is of type {parameter.type}"
        yield Finding(Code.BAD_TRIGGER_VALUE, path, message, "write @ without braces")
