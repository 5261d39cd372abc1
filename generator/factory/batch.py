"""The group of activities that calls a batch endpoint: submit, wait, stop what still runs, fail.

Sources: how-to-use-batch-azure-data-factory; the run statuses of azure-ai-ml's run history;
control-flow-until-activity (an Until goes on after inner failures).
"""

from collections.abc import Mapping

from msgspec import Struct

from generator.contract.job import Job
from generator.contract.model import Call, DataPath
from generator.contract.names import (
    BATCH_STEPS,
    ENDPOINT_URI,
    PRINCIPAL,
    TENANT,
    WORKSPACE_URI,
    batch_activity,
    job_variables,
)
from generator.contract.pipelines import FactoryData, Policy, Scoring
from generator.contract.resources import Identity
from generator.contract.values import Expression, Literal, Value
from generator.expression import quote

ENDED = ("Completed", "Failed", "Canceled")
QUIET = ("NotResponding", "Paused")
"""Statuses in which nobody waits any longer, though the job may still hold its nodes."""
CANCEL_API = "2025-12-01"
_CONCAT = "@concat('"


ML_AUDIENCE = "https://ml.azure.com"
ARM_AUDIENCE = "https://management.azure.com/"
_TYPES = {"folder": "UriFolder", "file": "UriFile"}


class Uri(Struct, frozen=True):
    """Data as a request for a job names them."""

    type: str
    uri: Value


class Batch(Struct, frozen=True):
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
    inputs: Mapping[str, Uri]
    outputs: Mapping[str, Uri]
    job_name: str
    job_status: str
    ml_authentication: Mapping[str, FactoryData]
    arm_authentication: Mapping[str, FactoryData]
    turn_off_async: bool


def batch(job: Job, scoring: Scoring, call: Call, identity: Identity) -> Batch:
    """Everything that the template of the group needs."""
    given = scoring.policy
    named = {step: batch_activity(scoring.name, step) for step in BATCH_STEPS}
    job_name, job_status = job_variables(scoring.number)
    name, status = f"variables('{job_name}')", f"variables('{job_status}')"
    uris = {each: Uri(_TYPES[job.data[each].kind], uri(at)) for each, at in call.data.items()}
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
        inputs={each: it for each, it in uris.items() if job.data[each].role == "input"},
        outputs={each: it for each, it in uris.items() if job.data[each].role == "output"},
        job_name=job_name,
        job_status=job_status,
        ml_authentication=_authentication(identity, ML_AUDIENCE),
        arm_authentication=_authentication(identity, ARM_AUDIENCE),
        # Synapse's Web activities do not have it (azure-synapse-artifacts).
        turn_off_async=job.factory.service == "data_factory",
    )


def _authentication(identity: Identity, resource: str) -> dict[str, FactoryData]:
    """How a Web activity says who it is, as the Studio writes it.

    With a credential there is no `type`; of a service principal the ids differ by environment, so
    that variables hold them.
    """
    if identity.credential is not None:
        kind = {
            "referenceName": Literal(identity.credential),
            "type": Literal("CredentialReference"),
        }
        return {"resource": Literal(resource), "credential": dict(kind)}
    if identity.principal_key is not None:
        store = {
            "referenceName": Literal(identity.principal_key.store),
            "type": Literal("LinkedServiceReference"),
        }
        secret: dict[str, FactoryData] = {
            "type": Literal("AzureKeyVaultSecret"),
            "store": dict(store),
            "secretName": Literal(identity.principal_key.name),
        }
        return {
            "type": Literal("ServicePrincipal"),
            "resource": Literal(resource),
            "userTenant": _at(f"variables('{TENANT}')"),
            "username": _at(f"variables('{PRINCIPAL}')"),
            "password": secret,
        }
    return {"type": Literal("MSI"), "resource": Literal(resource)}


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
