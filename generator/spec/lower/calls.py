"""What a job's factory pipelines call Azure ML with: their halves of the contract."""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator import expression
from generator.contract import names
from generator.contract.job import RUN_ID, Parameter
from generator.contract.model import Call, DataPath, Declared, Firing, Sdk
from generator.contract.model import Target as Address
from generator.contract.resources import Identity, Target
from generator.contract.steps import Data
from generator.contract.types import TYPES
from generator.contract.values import Expression, Literal, Value
from generator.spec.forms import Raw
from generator.spec.language.activities import ScoreSpec
from generator.spec.lower.sources import Sources, at, literal

NO_ID = "00000000-0000-0000-0000-000000000000"
"""Stands in the Git documents for an id that nobody gave: a run with it fails at once."""


class Callee(Struct, frozen=True):
    """The AML pipeline of a job, as far as a call has to know it.

    `parameters` are those that it takes (but for the run's id), `data` what it is sent a place
    for.
    """

    job: str
    sdk: Sdk
    target: Address
    parameters: tuple[str, ...]
    data: tuple[Data, ...]


def call(callee: Callee, score: ScoreSpec, given: Sources) -> Call:
    """What one scoring step sends."""
    values = {name: given.sent(name, callee.sdk) for name in callee.parameters}
    if callee.sdk == "v1":
        values[RUN_ID] = at(given.run_id)
    return Call(
        target=callee.target,
        id=at(f"variables('{names.ID_VARIABLES[callee.target]}')"),
        parameters=values,
        data=_data(callee, given),
        experiment=_decided(score.experiment) or Literal(callee.job),
        version=_decided(score.version),
        parent_run=_decided(score.parent_run),
        continue_on_step_failure=_goes_on(score) if callee.sdk == "v1" else None,
    )


def _data(callee: Callee, given: Sources) -> dict[str, DataPath]:
    """Where each of the data is; a batch endpoint is told what stands there, too."""
    told = callee.sdk == "v2"
    return {
        data.name: replace(given.data(data), kind=data.kind if told else "") for data in callee.data
    }


def _decided(value: Value | None) -> Value | None:
    return Expression(expression.canonical(value.text)) if isinstance(value, Expression) else value


def _goes_on(score: ScoreSpec) -> Value:
    return _decided(score.continue_on_step_failure) or Literal(False)


def goes_on(score: ScoreSpec) -> bool:
    """Whether what is published goes on after a failed step, where no call says otherwise."""
    return score.continue_on_step_failure == Literal(True)


def addresses(
    callee: Callee, endpoint: str, published_id: str | None, git: Target, identity: Identity
) -> dict[str, Declared]:
    """The variables for what differs by environment: it stands only there.

    In the Git documents they hold the values of the environment `git`.
    """
    if callee.sdk == "v1":
        return {names.ID_VARIABLES[callee.target]: _variable(published_id or NO_ID)}
    found = {
        names.ENDPOINT_URI: _variable(git.endpoint_uri(endpoint)),
        names.WORKSPACE_URI: _variable(git.workspace_uri),
    }
    if identity.principal_key is not None and git.principal is not None:
        found[names.PRINCIPAL] = _variable(git.principal.id)
        found[names.TENANT] = _variable(git.principal.tenant)
    return found


def job_variables(number: int) -> dict[str, Declared]:
    """The variables that follow one job of a batch endpoint."""
    name, status = names.job_variables(number)
    return {name: Declared("string"), status: _variable("NotStarted")}


def _variable(value: str) -> Declared:
    return Declared("string", Literal(value))


def declared(parameter: Parameter) -> Declared:
    """A parameter of the job as its factory pipeline declares it."""
    default = None if parameter.default is None else Literal(parameter.default)
    return Declared(TYPES[parameter.type].factory, default)


def firing(kind: str, given: Mapping[str, Raw], parameters: Mapping[str, Parameter]) -> Firing:
    """What a trigger hands to its pipeline."""
    sets: dict[str, Value] = {}
    for name, raw in given.items():
        if expression.is_expression(raw.text):
            sets[name] = Expression(expression.canonical(raw.text))
        else:
            sets[name] = Literal(literal(raw, parameters[name]))
    return Firing(kind, sets)
