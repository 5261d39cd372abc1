"""A job's activities as things: where they stand, what they wait for, what they send."""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from generator import expression
from generator.compiler.diff.facts import facts
from generator.compiler.diff.model import Fact, Thing
from generator.compiler.diff.spelling import spelled
from generator.contract.job import RUN_ID, Job
from generator.contract.model import Call, Calls, DataPath
from generator.contract.pipelines import Activity, Dependency, Node, Scoring
from generator.contract.values import Value
from generator.spec.lower.sources import Sources, sources

ACTIVITY = "activity"
_OWN = "the pipeline's own"
_BRANCHES = {"ifTrueActivities": " if true", "ifFalseActivities": " if false"}


class Activities:
    """Reads the activities of a job.

    `one_sdk` says whether to read what is sent, which another SDK is sent in another way. `handled`
    says whether failures are, if anything runs after one.
    """

    def __init__(self, job: Job, one_sdk: bool) -> None:
        self.job, self.one_sdk = job, one_sdk
        self.things = dict[str, Thing]()
        self.orders = dict[str, tuple[str, ...]]()
        self.handled: bool | None = None
        main, *children = self.job.factory.pipelines
        self.calls = main.calls
        # what a container's scoring is sent to, and the half of the contract that is there
        self.children = {
            node.name: (node, child.calls)
            for child in children
            for node in child.activities
            if isinstance(node, Scoring)
        }
        self.chain(main.activities, "")

    def chain(self, nodes: tuple[Node, ...], container: str) -> None:
        """Read activities that stand one after the other, and those in them."""
        names = []
        before: Node | None = None
        for node in nodes:
            if node.at == ("factory", "on_failure"):
                self.handled = False
                continue
            place = container or _section(node)
            if place == "on failure" and self.handled is None:
                self.handled = True
            self.things[node.name] = self.thing(node, place, before)
            names.append(node.name)
            before = node
            for branch, inner in _branches(node):
                self.chain(inner, f"in {node.name}{branch}")
        self.orders[f"activities {container}".strip()] = tuple(names)

    def thing(self, node: Node, place: str, before: Node | None) -> Thing:
        here = (type(node), "at")
        said = {
            "place": Fact(place, here),
            **facts(node),
            **_waiting(node, before, first_of_failure=_is_first_of_failure(node, before)),
        }
        kind, source = (node.type if isinstance(node, Activity) else "Score"), node
        if isinstance(node, Scoring):
            said |= self.scoring(node, self.calls)
        elif node.name in self.children:
            kind, inner = "Score", self.children[node.name]
            placed = {word: fact for word, fact in said.items() if fact.origin[1] != "properties"}
            said = {**facts(inner[0]), **placed, **self.scoring(*inner), **self.handed(node.name)}
            source = inner[0]
        said["type"] = Fact(kind, (type(node), "type"))
        summary = f"{kind}, {place}" if place != "scoring" else kind
        return Thing(ACTIVITY, node.name, said, source, summary)

    # what a scoring sends

    def scoring(self, node: Scoring, calls: Calls) -> dict[str, Fact]:
        call = calls.calls[node.call]
        own = self.own(node)
        found = facts(replace(call, experiment=_other(call.experiment, self.job.name)))
        if found.get("continue_on_step_failure", Fact("", (Call, ""))).said == "false":
            del found["continue_on_step_failure"]
        if not self.one_sdk:
            return found
        found |= self.sent(
            call, {name: own.sent(name, self.job.sdk) for name in self.job.parameters}
        )
        for name, place in call.data.items():
            data = self.job.data.get(name)
            if data and (place.datastore, place.path) != _at(own.data(data)):
                kinds = [
                    self.job.parameters[each].type for each in data.parameters if each != RUN_ID
                ]
                context = f"{data.datastore} {data.path} {kinds}"
                fact = Fact(spelled(place.path), (Call, "data"), context, _OWN)
                found[f"place of {name}"] = fact
        return found

    def handed(self, name: str) -> dict[str, Fact]:
        """What a scoring in a container is given: there, a pipeline of its own calls."""
        own = sources(self.job.parameters, {})
        if not self.one_sdk:
            return {}
        return self.sent(
            self.calls.calls[name], {each: own.value(each) for each in self.job.parameters}
        )

    def own(self, node: Scoring) -> Sources:
        run_id = expression.body(node.run_id.text)
        return replace(sources(self.job.parameters, {}), run_id=run_id)

    def sent(self, call: Call, own: Mapping[str, Value]) -> dict[str, Fact]:
        """What is sent for parameters in place of the pipeline's own values."""
        found = {}
        for name, value in call.parameters.items():
            if name in own and value != own[name]:
                parameter = self.job.parameters[name]
                context = f"{self.job.sdk} {parameter.type} {parameter.encoded}"
                fact = Fact(spelled(value), (Call, "parameters"), context, _OWN)
                found[f"sends {name}"] = fact
        return found


def _at(place: DataPath) -> tuple[Value, Value]:
    return place.datastore, place.path


def _other(experiment: Value | None, job: str) -> Value | None:
    """An experiment, if it is not the one that has the job's name."""
    return None if getattr(experiment, "value", None) == job else experiment


def _section(node: Node) -> str:
    section = str(node.at[1])
    return {"activity": "scoring", "on_failure": "on failure"}.get(section, section)


def _branches(node: Node) -> Iterator[tuple[str, tuple[Node, ...]]]:
    if isinstance(node, Activity):
        for way, inner in node.inner.items():
            default = " by default" if node.type == "Switch" else ""
            yield _BRANCHES.get(way, default), inner
        for case, inner in node.cases.items():
            yield f" case {case}", inner


# what is waited for -------------------------------------------------------------------------------


def _is_first_of_failure(node: Node, before: Node | None) -> bool:
    return _section(node) == "on failure" and (before is None or before.at[1] != "on_failure")


def _waiting(node: Node, before: Node | None, *, first_of_failure: bool) -> dict[str, Fact]:
    """What an activity waits for, if that is not what its order says."""
    conditions = ("Failed", "Skipped") if first_of_failure else ("Succeeded",)
    usual = () if before is None else (Dependency(before.name, conditions),)
    origin = (type(node), "depends_on")
    if node.depends_on == usual:
        return {}
    if not node.depends_on:
        return {"waits": Fact("for nothing", origin, absent="for the one before")}
    return {
        f"waits for {each.activity}": Fact(" or ".join(each.conditions), origin, absent="as usual")
        for each in node.depends_on
    }
