"""A job's pipelines: the activities in their order, and what each scoring step calls."""

from collections.abc import Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from generator.contract import names
from generator.contract.job import RUN_ID, Parameter
from generator.contract.model import Call, Calls, Declared, Firing
from generator.contract.model import Target as Address
from generator.contract.pipelines import Activity, Dependency, FactoryData, Node, Pipeline, Scoring
from generator.contract.values import Expression, Literal, Value
from generator.diagnostics import Path
from generator.spec.forms import Duration
from generator.spec.language.activities import OtherSpec, ScoreSpec
from generator.spec.language.job import FactorySpec
from generator.spec.lower.activities import (
    AnySpec,
    activity,
    branches,
    dependencies,
    policy,
    values,
)
from generator.spec.lower.calls import Callee, call, declared, job_variables
from generator.spec.lower.sources import at, sources

_INNER: Mapping[tuple[str, ...], str] = {
    ("activities",): "activities",
    ("if_true",): "ifTrueActivities",
    ("if_false",): "ifFalseActivities",
    ("default",): "defaultActivities",
}
"""The properties of containers that hold activities, by the keys of the language."""


class Flow(Struct):
    """Lays out a job's pipelines.

    `addresses` are the variables that a calling pipeline has, by environment; `firings` what the
    triggers hand to the job's own pipeline.
    """

    spec: FactorySpec
    description: str
    callee: Callee
    parameters: Mapping[str, Parameter]
    addresses: Mapping[str, Declared]
    firings: Mapping[str, Firing]
    calls: dict[str, Call] = field(default_factory=dict)
    children: list[Pipeline] = field(default_factory=list)
    scorings: int = 0

    def pipelines(self) -> tuple[Pipeline, ...]:
        """The pipeline that triggers start, and those that it runs itself."""
        nodes = self.activities()
        own = {name: declared(item) for name, item in self.parameters.items()}
        variables = dict(self.addresses) if self.scorings else {}
        if self.callee.sdk == "v2":
            for number in range(self.scorings):
                variables |= job_variables(number)
        variables |= _variables(self.spec)
        half = Calls(self.callee.job, own, variables, self.calls, self.firings)
        main = Pipeline(
            self.callee.job,
            self.description,
            half,
            nodes,
            self.spec.folder,
            self.spec.annotations,
            self.spec.concurrency,
        )
        return (main, *self.children)

    def activities(self) -> tuple[Node, ...]:
        """The pipeline's own activities: before, the scoring, after, and those on failure."""
        factory: Path = ("factory",)
        listed = [((*factory, "before", i), each) for i, each in enumerate(self.spec.before)]
        listed.append(((*factory, "activity"), self.spec.activity))
        listed += [((*factory, "after", i), each) for i, each in enumerate(self.spec.after)]
        nodes = self.chain(listed, inside=False)
        if self.spec.on_failure is None:
            return nodes
        return (*nodes, *self.on_failure(nodes[-1]))

    def on_failure(self, last: Node) -> tuple[Node, ...]:
        """What runs when the job has failed; a failure that is not handled stays one."""
        failing = self.spec.on_failure
        assert failing is not None
        path: Path = ("factory", "on_failure", "activities")
        first, *rest = self.chain(
            [((*path, i), each) for i, each in enumerate(failing.activities)], inside=False
        )
        if failing.activities[0].depends_on is None:
            first = replace(first, depends_on=(Dependency(last.name, ("Failed", "Skipped")),))
        if failing.handled:
            return (first, *rest)
        end = (first, *rest)[-1]
        return (first, *rest, self.failing(end))

    def failing(self, last: Node) -> Activity:
        """What makes the run a failure after its on-failure branch."""
        message = f"The job {self.callee.job} failed. The first activity that failed says why."
        return Activity(
            name=names.failing_activity(self.callee.job),
            type="Fail",
            at=("factory", "on_failure"),
            properties={"message": Literal(message), "errorCode": Literal("SCORING_FAILED")},
            depends_on=(Dependency(last.name, ("Completed",)),),
        )

    def chain(self, listed: Sequence[tuple[Path, AnySpec]], *, inside: bool) -> tuple[Node, ...]:
        """Activities, each of which waits for the one before it unless it says otherwise."""
        nodes: list[Node] = []
        for path, spec in listed:
            nodes.append(self.node(spec, path, nodes[-1].name if nodes else None, inside))
        return tuple(nodes)

    def node(self, spec: AnySpec, path: Path, before: str | None, inside: bool) -> Node:
        if isinstance(spec, ScoreSpec):
            if inside and self.callee.sdk == "v2":
                return self.run_of_child(spec, path, before)
            return self.scoring(spec, path, before)
        node = activity(spec, path, before)
        if isinstance(spec, OtherSpec):
            if spec.type == "ExecutePipeline":
                self.calls[spec.name] = _run(node.properties)
            return node
        inner = {
            way: self.chain([((*path, *way, i), each) for i, each in enumerate(list_)], inside=True)
            for way, list_ in branches(spec).items()
        }
        return replace(
            node,
            inner={_INNER[way]: list_ for way, list_ in inner.items() if way in _INNER},
            cases={way[1]: list_ for way, list_ in inner.items() if way not in _INNER},
        )

    # scoring steps

    def scoring(self, spec: ScoreSpec, path: Path, before: str | None) -> Scoring:
        given = sources(self.parameters, spec.parameters)
        node = self.placed(spec, path, before, given.run_id, self.scorings)
        self.scorings += 1
        self.calls[node.call] = call(self.callee, spec, given)
        return node

    def placed(
        self, spec: ScoreSpec, path: Path, before: str | None, run_id: str, number: int
    ) -> Scoring:
        return Scoring(
            name=spec.name,
            at=path,
            description=spec.description,
            depends_on=dependencies(spec, before),
            state=spec.state.value if spec.state else None,
            on_inactive=spec.on_inactive.value if spec.on_inactive else None,
            user_properties=values(spec.user_properties),
            policy=policy(spec),
            poll_interval=(spec.poll_interval or Duration(60)).seconds,
            call=names.calling_activity(spec.name, self.callee.sdk),
            run_id=at(run_id),
            number=number,
        )

    def run_of_child(self, spec: ScoreSpec, path: Path, before: str | None) -> Activity:
        """The run of a pipeline of its own.

        Waiting for a batch endpoint takes a container, and containers do not nest (page
        concepts-nested-activities).
        """
        child = names.child_pipeline(self.callee.job, spec.name)
        given = sources(self.parameters, spec.parameters)
        handed = {name: given.value(name) for name in self.parameters}
        handed[RUN_ID] = at(given.run_id)
        self.children.append(self.child(child, spec, path))
        self.calls[spec.name] = Call(Address.FACTORY_PIPELINE, Literal(child), handed)
        properties: dict[str, FactoryData] = {
            "pipeline": {"referenceName": Literal(child), "type": Literal("PipelineReference")},
            "waitOnCompletion": Literal(True),
            "parameters": dict(handed),
        }
        return Activity(
            name=spec.name,
            at=path,
            type="ExecutePipeline",
            description=spec.description,
            depends_on=dependencies(spec, before),
            state=spec.state.value if spec.state else None,
            on_inactive=spec.on_inactive.value if spec.on_inactive else None,
            user_properties=values(spec.user_properties),
            properties=properties,
        )

    def child(self, name: str, spec: ScoreSpec, path: Path) -> Pipeline:
        own = {
            each: replace(declared(item), default=None) for each, item in self.parameters.items()
        }
        given = replace(sources(self.parameters, {}), run_id=f"pipeline().parameters.{RUN_ID}")
        alone = replace(spec, state=None, on_inactive=None, user_properties={}, depends_on=None)
        node = self.placed(alone, path, None, given.run_id, 0)
        half = Calls(
            name,
            {**own, RUN_ID: Declared("string")},
            {**self.addresses, **job_variables(0)},
            {node.call: call(self.callee, spec, given)},
        )
        about = f"What {spec.name} of {self.callee.job} runs."
        return Pipeline(name, about, half, (node,), self.spec.folder, self.spec.annotations)


def _variables(spec: FactorySpec) -> dict[str, Declared]:
    return {
        name: Declared(item.type.value.lower(), item.default)
        for name, item in spec.variables.items()
    }


def _run(properties: Mapping[str, FactoryData]) -> Call:
    """The run of another pipeline, as an ExecutePipeline activity says it."""
    pipeline = properties.get("pipeline")
    name = pipeline.get("referenceName") if isinstance(pipeline, Mapping) else None
    given = properties.get("parameters")
    handed: dict[str, Value] = {}
    if isinstance(given, Mapping):
        handed = {each: value for each, value in given.items() if isinstance(value, Value)}
    address = name if isinstance(name, Literal | Expression) else None
    return Call(Address.FACTORY_PIPELINE, address, handed)
