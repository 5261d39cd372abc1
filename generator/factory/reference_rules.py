"""Does all that data refer to exist, and does each reference pass the parameters that are there?"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from generator.contract.model import Declared
from generator.contract.resources import Dataset, LinkedService
from generator.diagnostics import Code, nearest
from generator.diagnostics.finding import Finding
from generator.factory.references import DATASET, KINDS, LINKED_SERVICE, PIPELINE, Reference

_CODES: Mapping[str, Code] = {
    LINKED_SERVICE: Code.UNKNOWN_LINKED_SERVICE,
    PIPELINE: Code.UNKNOWN_PIPELINE,
}
"""The codes of references to what has one of its own."""


class Known(Struct, frozen=True):
    """What one service has: all names by their section, and the resources that can be looked into.

    A name that is in no section that is there stands for something that could not be read.
    """

    names: Mapping[str, Collection[str]]
    services: Mapping[str, LinkedService]
    datasets: Mapping[str, Dataset]

    def parameters(self, reference: Reference) -> Mapping[str, Declared] | None:
        """The parameters of what is referred to; None if nobody knows them."""
        if reference.type == LINKED_SERVICE and reference.name in self.services:
            return self.services[reference.name].parameters
        if reference.type == DATASET and reference.name in self.datasets:
            return self.datasets[reference.name].parameters
        return None


def check_references(references: Iterable[Reference], known: Known) -> Iterator[Finding]:
    """Check the references of an activity, a linked service or a dataset.

    Args:
        references: the references, whose ways lead through the file that is checked.
        known: what there is where they stand.
    """
    for reference in references:
        what = KINDS[reference.type]
        names = known.names[what.section]
        if reference.name in names:
            yield from _parameters(reference, known)
        elif not _told_already(reference):
            near = nearest(reference.name, names)
            hint = f"did you mean {near!r}? If not, {what.remedy}" if near else what.remedy
            message = f"the project has no {what.word} {reference.name!r}"
            code = _CODES.get(reference.type, Code.UNKNOWN_RESOURCE)
            yield Finding(code, reference.name_at, message, hint)


def _told_already(reference: Reference) -> bool:
    """An activity's own linked service is looked for when its spec is read."""
    return reference.name_at[0] != "datasets" and reference.name_at[-1] == "linked_service"


def _parameters(reference: Reference, known: Known) -> Iterator[Finding]:
    declared, given = known.parameters(reference), reference.parameters
    if declared is None or given is None:
        return
    who = f"the {KINDS[reference.type].word} {reference.name!r}"
    for name in given.keys() - declared.keys():
        near = nearest(name, declared)
        hint = f"did you mean {near!r}?" if near else f"it has: {', '.join(declared) or 'none'}"
        message, at = f"{who} has no parameter {name!r}", (*reference.values_at, name)
        yield Finding(Code.PASSES_UNKNOWN, at, message, hint, "key")
    meant = {name if name in declared else nearest(name, declared) for name in given}
    for name, parameter in declared.items():
        if parameter.default is None and name not in meant:
            message = f"{who} needs its parameter {name!r}, which has no default"
            hint = f"add it under `{reference.values_at[-1]}`"
            yield Finding(Code.LEAVES_UNSET, reference.name_at, message, hint)


def check_circles(
    references: Mapping[str, Collection[Reference]], kind: str
) -> Iterator[tuple[str, Finding]]:
    """Check that references of one kind never lead back to where they begin.

    Args:
        references: those that each thing has to other things, by its name.
        kind: the type of references that count.

    Yields:
        The thing and a finding, for each reference that is part of a circle.
    """
    ways = {
        name: [each for each in found if each.type == kind] for name, found in references.items()
    }
    for name, found in ways.items():
        for reference in found:
            if circle := _way(reference.name, name, ways):
                message = f"this goes in a circle: {' -> '.join([name, *circle])}"
                hint = "drop one of these references"
                yield name, Finding(Code.CIRCLE, reference.name_at, message, hint)


def _way(start: str, end: str, ways: Mapping[str, Collection[Reference]]) -> list[str]:
    """The shortest way from one thing to another, both included; none if there is none."""
    came, waiting = {start: [start]}, [start]
    for here in waiting:
        if here == end:
            return came[here]
        for reference in ways.get(here, ()):
            if reference.name not in came:
                came[reference.name] = [*came[here], reference.name]
                waiting.append(reference.name)
    return []
