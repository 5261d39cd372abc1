"""Where a change of a job shows: on the factory's side in words, on Azure ML's by files."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.compiler.diff.compare import Difference
from generator.contract.job import Job
from generator.contract.pipelines import Scoring, everything
from generator.contract.steps import CommandStep, ParallelStep

Touched = Mapping[str, Collection[PurePosixPath]]
"""The paths of artifacts that changed, by job; "" is the project."""
Names = tuple[str, ...]
_MOST = 3
"""How many things are named; of more, only the number is told."""


@dataclass(frozen=True, slots=True)
class Where:
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
        wanted = files_of(found)
        files = self.files()
        if files is None:
            yield from (name for name in self.names(found) if _kind(name) in wanted)
            return
        names = {path.name for path in files if path.parts[0] == "aml"}
        yield from (name for name in sorted(names) if _kind(name) in wanted)

    def names(self, found: Difference) -> list[str]:
        """The files that every such job has, and the scripts of the steps."""
        publishing = "deploy.py" if self.new.sdk == "v2" else "publish_pipeline.py"
        test = f"test_{self.new.name}.py"
        own = found.thing.source if found.thing else None
        steps = [own] if isinstance(own, ParallelStep | CommandStep) else self.new.aml.steps
        scripts = {step.script for step in steps if isinstance(step, ParallelStep | CommandStep)}
        return sorted({"contract.py", "pipeline.py", "environment.yml", publishing, test, *scripts})


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


def _kind(name: str) -> str:
    return name


def files_of(found: Difference) -> list[str]:
    return []
