"""The two halves of a job's contract, as its spec draws them up."""

from collections.abc import Mapping

from generator import expression
from generator.contract import names
from generator.contract.job import RUN_ID, ParallelStep, Parameter, Target
from generator.contract.model import (
    Call,
    Calls,
    DataPath,
    Declared,
    Firing,
    Offer,
    Offered,
    Sdk,
    Slot,
    Type,
)
from generator.contract.model import Target as Address
from generator.contract.types import TYPES, offered_default, offered_type, sent
from generator.contract.values import Expression, Literal, Scalar, Value
from generator.spec.model import JobSpec, TriggerSpec
from generator.spec.paths import computed, filled
from generator.spec.scalars import typed

NO_ID = "00000000-0000-0000-0000-000000000000"
"""Stands in the Git documents for an id that nobody gave: a run with it fails at once."""


# what the factory calls ---------------------------------------------------------------------------


def addresses(sdk: Sdk, endpoint: str, endpoint_id: str | None, git: Target) -> dict[str, Declared]:
    """The pipeline's variables. Ids and addresses that differ by environment stand only there."""
    if sdk == "v1":
        return {names.ENDPOINT_ID: _variable(endpoint_id or NO_ID)}
    return {
        names.ENDPOINT_URI: _variable(git.endpoint_uri(endpoint)),
        names.WORKSPACE_URI: _variable(git.workspace_uri),
        names.JOB_NAME: Declared("string"),
        names.JOB_STATUS: _variable("NotStarted"),
    }


def _variable(value: str) -> Declared:
    return Declared("string", Literal(value))


def calls(
    spec: JobSpec,
    sdk: Sdk,
    parameters: Mapping[str, Parameter],
    step: ParallelStep,
    variables: Mapping[str, Declared],
) -> Calls:
    """What the job's factory pipeline does with Azure ML."""
    activity = spec.factory.activity
    call = _call_v1(spec, parameters, step) if sdk == "v1" else _call_v2(spec, parameters, step)
    name = names.calling_activity(activity.name, sdk)
    return Calls(
        pipeline=spec.name,
        parameters={item.name: _declared(item) for item in parameters.values()},
        variables=variables,
        calls={name: call},
        firings={
            names.trigger_name(spec.name, trigger): _firing(item, parameters)
            for trigger, item in spec.factory.triggers.items()
        },
    )


def _declared(parameter: Parameter) -> Declared:
    row = TYPES[parameter.type]
    default = None if parameter.default is None else Literal(parameter.default)
    return Declared(row.factory, default)


def _call_v1(spec: JobSpec, parameters: Mapping[str, Parameter], step: ParallelStep) -> Call:
    activity = spec.factory.activity
    used = _used(step, "v1")
    return Call(
        target=Address.PIPELINE_ENDPOINT,
        id=_expression(f"variables('{names.ENDPOINT_ID}')"),
        parameters={name: _sent(parameters[name], "v1") for name in parameters if name in used}
        | {RUN_ID: _expression("pipeline().RunId")},
        data={step.input.name: _data_path(step.input.datastore, step.input.path, parameters)},
        experiment=_experiment(spec),
        version=_decided(activity.version),
        parent_run=_decided(activity.parent_run),
        continue_on_step_failure=Literal(activity.continue_on_step_failure),
    )


def _call_v2(spec: JobSpec, parameters: Mapping[str, Parameter], step: ParallelStep) -> Call:
    used = _used(step, "v2")
    return Call(
        target=Address.BATCH_ENDPOINT,
        id=_expression(f"variables('{names.ENDPOINT_URI}')"),
        parameters={name: _sent(parameters[name], "v2") for name in parameters if name in used},
        data={
            data.name: _data_path(data.datastore, data.path, parameters)
            for data in (step.input, step.output)
        },
        experiment=_experiment(spec),
    )


def _expression(text: str) -> Expression:
    return Expression(expression.canonical("@" + text))


def _decided(value: Value | None) -> Value | None:
    return Expression(expression.canonical(value.text)) if isinstance(value, Expression) else value


def _experiment(spec: JobSpec) -> Value:
    return _decided(spec.factory.activity.experiment) or Literal(spec.name)


def _sent(parameter: Parameter, sdk: Sdk) -> Expression:
    return sent(parameter.name, parameter.type, sdk, encoded=parameter.encoded)


def _data_path(datastore: str, path: str, parameters: Mapping[str, Parameter]) -> DataPath:
    types = {name: parameter.type for name, parameter in parameters.items()}
    return DataPath(Literal(datastore), computed(path, types))


def _firing(spec: TriggerSpec, parameters: Mapping[str, Parameter]) -> Firing:
    sets: dict[str, Value] = {}
    for name, raw in spec.parameters.items():
        if expression.is_expression(raw.text):
            sets[name] = Expression(expression.canonical(raw.text))
        else:
            sets[name] = Literal(_unescaped(typed(raw, parameters[name].type)))
    return Firing("ScheduleTrigger", sets)


def _unescaped(value: Scalar | None) -> Scalar | None:
    return expression.unescape(value) if isinstance(value, str) else value


# what the AML pipeline offers ---------------------------------------------------------------------


def _used(step: ParallelStep, sdk: Sdk) -> frozenset[str]:
    """The parameters that the AML pipeline has: those that a script of it is given."""
    in_output = step.output.parameters if sdk == "v1" else ()
    return frozenset(step.arguments) | frozenset(in_output)


def offer(job: str, sdk: Sdk, parameters: Mapping[str, Parameter], step: ParallelStep) -> Offer:
    """What the job's AML pipeline accepts, as far as its SDK can say it."""
    used = _used(step, sdk)
    offered = {name: _offered(item, sdk) for name, item in parameters.items() if name in used}
    if sdk == "v2":
        data = {step.input.name: Slot("input"), step.output.name: Slot("output")}
        return Offer(sdk, job, offered, data)
    defaults = {name: item.default for name, item in parameters.items()}
    read = DataPath(Literal(step.input.datastore), Literal(filled(step.input.path, defaults)))
    written = DataPath(Literal(step.output.datastore), Literal(step.output.fixed))
    slots = {
        step.input.name: Slot("input", default=read),
        step.output.name: Slot("output", default=written),
    }
    return Offer(sdk, "", offered | {RUN_ID: Offered(Type.STRING, Literal("none"))}, slots)


def _offered(parameter: Parameter, sdk: Sdk) -> Offered:
    """A parameter as its SDK declares it; in v1 there are no bounds."""
    given = None
    if parameter.default is not None:
        given = Literal(
            offered_default(parameter.type, parameter.default, sdk, encoded=parameter.encoded)
        )
    if sdk == "v1":
        return Offered(offered_type(parameter.type, sdk) if given else None, given)
    return Offered(
        parameter.type, given, parameter.minimum, parameter.maximum, parameter.description
    )
