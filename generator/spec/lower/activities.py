"""Activities as the factory has them, but for scoring steps, which depend on the contract."""

from collections.abc import Mapping, Sequence
from typing import cast

from msgspec.structs import replace

from generator import expression
from generator.contract.pipelines import Activity, Dependency, FactoryData, Policy, Reference
from generator.contract.values import Expression, Json, Literal, Value
from generator.diagnostics import Path
from generator.spec.forms import Duration
from generator.spec.language.activities import (
    DatasetReferenceSpec,
    ForEachSpec,
    IfSpec,
    OtherSpec,
    ScoreSpec,
    SwitchSpec,
    UntilSpec,
)

AnySpec = ScoreSpec | ForEachSpec | UntilSpec | IfSpec | SwitchSpec | OtherSpec
ContainerSpec = ForEachSpec | UntilSpec | IfSpec | SwitchSpec
POLICY = ("timeout", "retry", "retry_interval", "secure_input", "secure_output")


def branches(spec: AnySpec) -> Mapping[tuple[str, ...], tuple[AnySpec, ...]]:
    """The lists of activities in a container, by the way from it to them."""
    match spec:
        case ForEachSpec() | UntilSpec():
            return {("activities",): spec.activities}
        case IfSpec():
            return {("if_true",): spec.if_true, ("if_false",): spec.if_false}
        case SwitchSpec():
            cases: dict[tuple[str, ...], tuple[AnySpec, ...]] = {
                ("cases", name): inner for name, inner in spec.cases.items()
            }
            return {**cases, ("default",): spec.default}
    return {}


def activity(spec: OtherSpec | ContainerSpec, at: Path, before: str | None = None) -> Activity:
    """An activity, without those in it; `before` is the one that it follows."""
    properties = {name: decided(cast("Json", value)) for name, value in spec.properties.items()}
    placed = Activity(
        name=spec.name,
        type=spec.type,
        at=at,
        properties=properties,
        description=spec.description,
        depends_on=dependencies(spec, before),
        state=spec.state.value if spec.state else None,
        on_inactive=spec.on_inactive.value if spec.on_inactive else None,
        user_properties=spec.user_properties,
    )
    return _other(spec, placed) if isinstance(spec, OtherSpec) else placed


def _other(spec: OtherSpec, placed: Activity) -> Activity:
    linked = None
    if spec.linked_service is not None:
        linked = Reference(spec.linked_service, values(spec.linked_service_parameters))
    return replace(
        placed,
        policy=policy(spec),
        given=frozenset(name for name in POLICY if getattr(spec, name) is not None),
        linked_service=linked,
        inputs=_datasets(spec.inputs),
        outputs=_datasets(spec.outputs),
        sql_pool=spec.sql_pool,
    )


def _datasets(specs: Sequence[DatasetReferenceSpec]) -> tuple[Reference, ...]:
    return tuple(Reference(each.dataset, values(each.parameters)) for each in specs)


def values(given: Mapping[str, Value]) -> dict[str, Value]:
    """Values as a document has them, expressions in their one spelling."""
    return {
        name: (
            Expression(expression.canonical(value.text)) if isinstance(value, Expression) else value
        )
        for name, value in given.items()
    }


def policy(spec: OtherSpec | ScoreSpec) -> Policy:
    """An activity's policy, with what stands in for what is not said."""
    return Policy(
        (spec.timeout or Duration(43_200)).timespan(),
        spec.retry or 0,
        (spec.retry_interval or Duration(30)).seconds,
        spec.secure_input or False,
        spec.secure_output or False,
    )


def dependencies(spec: AnySpec, before: str | None) -> tuple[Dependency, ...]:
    """What an activity waits for: by itself, for the success of the one before it."""
    if spec.depends_on is None:
        return () if before is None else (Dependency(before, ("Succeeded",)),)
    return tuple(
        Dependency(name, tuple(condition.value for condition in conditions))
        for name, conditions in spec.depends_on.items()
    )


def decided(data: Json) -> FactoryData:
    """Data as a spec gives them to the factory, each text decided: an expression or a literal."""
    if isinstance(data, Mapping):
        return {name: decided(value) for name, value in data.items()}
    if isinstance(data, list):
        return [decided(value) for value in data]
    if isinstance(data, str) and expression.is_expression(data):
        return Expression(data)
    return Literal(expression.unescape(data) if isinstance(data, str) else data)
