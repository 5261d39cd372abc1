"""The group of activities that calls a batch endpoint: submit, wait, stop what still runs, fail.

Sources: how-to-use-batch-azure-data-factory; the run statuses of azure-ai-ml's run history;
control-flow-until-activity (an Until goes on after inner failures).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.contract.job import Job, Policy
from generator.contract.model import Call, DataPath
from generator.contract.names import (
    BATCH_STEPS,
    ENDPOINT_URI,
    JOB_NAME,
    JOB_STATUS,
    WORKSPACE_URI,
    batch_activity,
)
from generator.contract.values import Expression, Literal, Value
from generator.expression import quote

ENDED = ("Completed", "Failed", "Canceled")
QUIET = ("NotResponding", "Paused")
"""Statuses in which nobody waits any longer, though the job may still hold its nodes."""
CANCEL_API = "2025-12-01"
_CONCAT = "@concat('"


@dataclass(frozen=True, slots=True)
class Batch:
    """The names, policies and expressions of the group."""

    submit: str
    remember_job: str
    wait: str
    pause: str
    look: str
    remember_status: str
    stop: str
    cancel: str
    check: str
    fail: str
    submit_policy: Policy
    look_policy: Policy
    cancel_policy: Policy
    submitted_name: Expression
    ended: Expression
    job_uri: Expression
    seen_status: Expression
    still_runs: Expression
    cancel_uri: Expression
    failed: Expression
    message: Expression
    error_code: Expression
    inputs: Mapping[str, Value]
    outputs: Mapping[str, Value]


def batch(job: Job, call: Call) -> Batch:
    """Everything that the template of the group needs."""
    base = job.factory.scoring.name
    given = job.factory.scoring.policy
    named = {step: batch_activity(base, step) for step in BATCH_STEPS}
    wanted, name = job.aml.step.output.name, f"variables('{JOB_NAME}')"
    status = f"variables('{JOB_STATUS}')"
    return Batch(
        submit=named["submit"],
        remember_job=named["remember job"],
        wait=named["wait"],
        pause=named["pause"],
        look=named["look"],
        remember_status=named["remember status"],
        stop=named["stop"],
        cancel=named["cancel"],
        check=named["check"],
        fail=named["fail"],
        submit_policy=Policy(
            "0.00:10:00", 0, given.retry_interval, given.secure_input, given.secure_output
        ),
        look_policy=Policy("0.00:10:00", 3, 30),
        cancel_policy=Policy("0.00:10:00", 1, 30),
        submitted_name=_at(f"activity({quote(named['submit'])}).output.name"),
        ended=_at(f"contains({_words(ENDED + QUIET)},{status})"),
        job_uri=_at(f"concat(variables('{ENDPOINT_URI}'),'/',{name})"),
        seen_status=_at(f"activity({quote(named['look'])}).output.properties.status"),
        still_runs=_at(f"not(contains({_words(ENDED)},{status}))"),
        cancel_uri=_at(
            f"concat(variables('{WORKSPACE_URI}'),'/jobs/',{name},'/cancel?api-version={CANCEL_API}')"
        ),
        failed=_at(f"not(equals({status},'Completed'))"),
        message=_at(f"concat('Azure ML job ',{name},' ended as ',{status})"),
        error_code=_at(f"concat('AML_',{status})"),
        inputs={name: uri(data) for name, data in call.data.items() if name != wanted},
        outputs={name: uri(data) for name, data in call.data.items() if name == wanted},
    )


def _at(text: str) -> Expression:
    return Expression("@" + text)


def _words(words: tuple[str, ...]) -> str:
    return f"createArray({','.join(map(quote, words))})"


def uri(data: DataPath) -> Value:
    """A data path as the URI that a batch endpoint takes."""
    assert isinstance(data.datastore, Literal)
    prefix = f"azureml://datastores/{data.datastore.value}/paths/"
    if isinstance(data.path, Literal):
        return Literal(f"{prefix}{data.path.value}")
    assert isinstance(data.path, Expression)
    path = data.path.text
    if path.startswith(_CONCAT):
        return Expression(f"{_CONCAT}{prefix}{path.removeprefix(_CONCAT)}")
    return Expression(f"{_CONCAT}{prefix}',{path.removeprefix('@')})")
