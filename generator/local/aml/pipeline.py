"""A pipeline of Azure ML that can be run here: what a factory's activities meet."""

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Protocol

from msgspec import Struct

from generator.aml.read import Unreadable, read_offers
from generator.contract.model import Sdk
from generator.diagnostics import Place
from generator.local.aml.accept import refusals
from generator.local.aml.graph import Graph
from generator.local.aml.load import load_graph
from generator.local.aml.outcome import Outcome
from generator.local.aml.runs import run_graph
from generator.local.aml.submission import Refusal, Submission
from generator.local.aml.workspace import LocalWorkspace
from generator.local.events import AmlStarted, Status, Tell

FILE = "pipeline.py"


class AmlPipeline(Protocol):
    """A pipeline that can be asked whether it takes a submission, and to run it."""

    @property
    def name(self) -> str: ...

    @property
    def file(self) -> Path: ...

    def accepts(self, submission: Submission) -> tuple[Refusal, ...]:
        """Why it cannot run so; nothing if it can."""
        ...

    def run(
        self, submission: Submission, workspace: LocalWorkspace, folder: Path, tell: Tell
    ) -> Outcome:
        """Run it in a folder of its own, the name of which is the run's id."""
        ...


class LocalPipeline(Struct, frozen=True):
    """A pipeline that was loaded from its code."""

    graph: Graph
    file: Path

    @property
    def name(self) -> str:
        return self.graph.name

    def accepts(self, submission: Submission) -> tuple[Refusal, ...]:
        return refusals(self.graph, submission, self._places(), self.file.name)

    def run(
        self, submission: Submission, workspace: LocalWorkspace, folder: Path, tell: Tell
    ) -> Outcome:
        if refused := self.accepts(submission):
            why = "\n".join(one.message for one in refused)
            return Outcome(folder.name, Status.FAILED, why, refusals=refused)
        tell(AmlStarted(self.name, self.file.as_posix()))
        return run_graph(self.graph, submission, workspace, folder, tell)

    def _places(self) -> Callable[[str], Place | None]:
        """Where the code defines each name: the syntax tree knows what objects do not."""
        file = PurePosixPath(self.file.as_posix())
        try:
            read = read_offers(file, self.file.read_text("utf-8"))
        except Unreadable:
            read = ()
        offers = [one for one in read if one.half.sdk == self.graph.sdk]
        named = [one for one in offers if one.half.pipeline == self.name] or offers

        def place_of(name: str) -> Place | None:
            for one in named:
                for kind in ("parameters", "data"):
                    if (kind, name) in one.places:
                        return one.places[kind, name]
            return Place(file)

        return place_of


def load_v1(folder: Path) -> LocalPipeline:
    """The pipeline of SDK v1 that `pipeline.py` of a folder builds, with the stand-in for the SDK.

    Raises:
        Unloadable: its code fails, uses what the SDK refuses, or builds no pipeline.
    """
    return _load("v1", folder)


def load_v2(folder: Path) -> LocalPipeline:
    """The pipeline of SDK v2 that `pipeline.py` of a folder defines, as the SDK itself builds it.

    Raises:
        Unloadable: the SDK is not installed, the code fails, or the pipeline is wrong.
    """
    return _load("v2", folder)


def _load(sdk: Sdk, folder: Path) -> LocalPipeline:
    file = folder / FILE
    return LocalPipeline(load_graph(sdk, file), file)
