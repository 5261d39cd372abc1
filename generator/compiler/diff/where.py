"""Where a change of a job shows: on the factory's side in words, on Azure ML's by files."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from generator.compiler.diff.compare import Difference
from generator.compiler.diff.files import Kind, kind_of, scripts_of, shown, usual
from generator.contract.job import Job
from generator.contract.pipelines import Scoring, everything

Touched = Mapping[str, Collection[PurePosixPath]]
"""The paths of artifacts that changed, by job; "" is the project."""
Names = tuple[str, ...]
_MOST = 3
"""How many things are named; of more, only the number is told."""


class Where(Struct, frozen=True):
    """Tells where changes of a job show; `touched` are the files that changed, if that is known."""

    old: Job
    new: Job
    touched: Touched | None

    def shows(self, found: Difference) -> tuple[Names, Names]:
        """The places on the factory's side and those on Azure ML's."""
        return tuple(self.factory(found)), tuple(self.aml(found))

    # the factory

    def factory(self, found: Difference) -> Iterator[str]:
        files = self.files()
        if files is not None and all(file.parts[0] == "aml" for file in files):
            return
        thing = found.thing
        if thing is None:
            yield from _OWN.get(found.word, ())
            return
        if thing.noun == "parameter" and found.word in ("", "type", "default"):
            yield "pipeline parameter"
        if found.word in _SENT.get(thing.noun, ()):
            names = {each.name for each in (found.old, found.new) if each}
            yield from _few("activity", "activities", self.senders(names, thing.noun))
            if thing.noun == "parameter":
                firing = [
                    name
                    for name, each in self.new.calls.firings.items()
                    if not names.isdisjoint(each.sets)
                ]
                if firing:
                    yield f"{len(firing)} trigger{'s' if len(firing) > 1 else ''}"

    def senders(self, names: set[str], noun: str) -> list[str]:
        """The scoring activities that send any of some parameters or data."""
        found: dict[str, None] = {}
        for pipeline in self.new.factory.pipelines:
            for node in everything(pipeline.activities):
                if isinstance(node, Scoring):
                    call = pipeline.calls.calls[node.call]
                    sent = call.parameters if noun == "parameter" else call.data
                    if not names.isdisjoint(sent):
                        found[node.name] = None
        return list(found)

    # Azure ML

    def files(self) -> list[PurePosixPath] | None:
        """The job's files that changed, if that is known."""
        if self.touched is None:
            return None
        jobs = {self.old.name, self.new.name}
        return sorted(path for job in jobs for path in self.touched.get(job, ()))

    def aml(self, found: Difference) -> Iterator[str]:
        kinds, files = shown(found), self.files()
        scripts = scripts_of(self.old) | scripts_of(self.new)
        about = self.scripts(found)
        for name in usual(self.new) if files is None else sorted(_of_aml(files)):
            kind = kind_of(name, scripts)
            if kind in kinds and (kind is not Kind.SCRIPT or name in about):
                yield name

    def scripts(self, found: Difference) -> frozenset[str]:
        """The scripts that have to do with what changed."""
        if found.thing is None:
            return scripts_of(self.old) | scripts_of(self.new)
        old = scripts_of(self.old, found.old.source) if found.old else frozenset()
        return old | (scripts_of(self.new, found.new.source) if found.new else frozenset())


def _of_aml(files: Iterable[PurePosixPath]) -> set[str]:
    return {path.name for path in files if path.parts[0] == "aml"}


def _few(one: str, many: str, names: list[str]) -> Iterator[str]:
    if len(names) <= _MOST:
        yield from (f"{one} {name}" for name in names)
    else:
        yield f"{len(names)} {many}"


_SENT: Mapping[str, Names] = {
    "parameter": ("", "type", "default", "encoded", "sent to Azure ML"),
    "data": ("", "datastore", "path", "kind", "role", "sent to Azure ML"),
}
_OWN: Mapping[str, Names] = {
    "description": ("pipeline description",),
    "endpoint": ("endpoint's address",),
}
