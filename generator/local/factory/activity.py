"""The activities of a pipeline, as its document has them."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.factory.read.documents import Node
from generator.local.events import Status

CONDITIONS = ("Succeeded", "Failed", "Skipped", "Completed")
INNER: Mapping[str, tuple[str, ...]] = {
    "ForEach": ("activities",),
    "Until": ("activities",),
    "IfCondition": ("ifTrueActivities", "ifFalseActivities"),
    "Switch": ("defaultActivities",),
}
"""The properties that hold activities, by the type of the container; a Switch has `cases` too."""
_MET: Mapping[Status, frozenset[str]] = {
    Status.SUCCEEDED: frozenset({"succeeded", "completed"}),
    Status.FAILED: frozenset({"failed", "completed"}),
    Status.SKIPPED: frozenset({"skipped"}),
}
"""The conditions that each way to end meets (page concepts-pipelines-activities)."""


class Dependency(Struct, frozen=True):
    """Another activity, and how it must have ended: one of the conditions is enough."""

    activity: str
    conditions: frozenset[str]
    node: Node

    def met_by(self, status: Status) -> bool:
        """Whether the other activity has ended so."""
        return not self.conditions.isdisjoint(_MET[status])


class Activity(Struct, frozen=True):
    """One activity. `type` and names are "" where they are missing."""

    node: Node
    name: str
    type: str
    depends_on: tuple[Dependency, ...]

    @property
    def key(self) -> str:
        """The name as names are compared."""
        return self.name.casefold()

    @property
    def active(self) -> bool:
        """Whether it is run at all (page deactivate-activity)."""
        state = self.node.member("state")
        return state is None or (state.text or "").casefold() != "inactive"

    @property
    def inactive_as(self) -> Status:
        """What an inactive one counts as."""
        mark = self.node.member("onInactiveMarkAs")
        named = ((mark and mark.text) or "").casefold()
        return next((each for each in Status if each.casefold() == named), Status.SUCCEEDED)

    def property(self, *names: str) -> Node | None:
        """A type property, or what is in it."""
        return self.node.member("typeProperties", *names)

    def given(self, name: str) -> Node:
        """A type property that the check before the run has seen."""
        node = self.property(name)
        assert node is not None, f"{self.name} has no {name}"
        return node

    def inner(self) -> Iterator[tuple["Activity", ...]]:
        """The lists of activities inside it."""
        for name in INNER.get(self.type, ()):
            yield read_activities(self.property(name))
        if self.type == "Switch":
            for case in (self.property("cases") or _nothing(self.node)).items():
                yield read_activities(case.member("activities"))


def _nothing(node: Node) -> Node:
    return Node([], node.file, node.path)


def read_activities(node: Node | None) -> tuple[Activity, ...]:
    """The activities of a list, which may be missing; what is no object is left out."""
    return tuple(_activity(each) for each in (node.items() if node else ()) if each.is_object)


def _activity(node: Node) -> Activity:
    waits = node.member("dependsOn")
    depends_on = tuple(map(_dependency, waits.items())) if waits else ()
    return Activity(node, _text(node, "name"), _text(node, "type"), depends_on)


def _dependency(node: Node) -> Dependency:
    conditions = node.member("dependencyConditions")
    words = [each.text or "" for each in conditions.items()] if conditions else []
    return Dependency(
        _text(node, "activity"),
        frozenset(word.casefold() for word in words or CONDITIONS[:1]),
        node,
    )


def _text(node: Node, name: str) -> str:
    member = node.member(name)
    return (member and member.text) or ""
