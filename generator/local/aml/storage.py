"""Where a run's data are: mounted before a step, put in their place after it."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath

from msgspec import Struct, field

from generator.diagnostics import nearest
from generator.local.aml.binding import folder_name
from generator.local.aml.data_ref import DataRef
from generator.local.aml.datastores import (
    Unreachable,
    exists,
    fetch,
    files_in,
    is_file,
    put,
)
from generator.local.aml.graph import (
    FromPipeline,
    FromStep,
    Graph,
    Registered,
    Source,
    Step,
    StepInput,
    StepOutput,
    Stored,
)
from generator.local.aml.outcome import Written
from generator.local.aml.submission import Submission
from generator.local.aml.workspace import LocalWorkspace


class Storage(Struct):
    """The data of one run.

    Attributes:
        workspace: where datastores and models are.
        graph: the pipeline.
        submission: what it was asked to do.
        folder: the run's own folder; each step has one in it.
        run_id: the run's id, for destinations that name it.
    """

    workspace: LocalWorkspace
    graph: Graph
    submission: Submission
    folder: Path
    run_id: str
    _written: dict[tuple[str, str], Path] = field(default_factory=dict)
    _mounted: dict[str, Path] = field(default_factory=dict)

    def missing(self) -> tuple[str, ...]:
        """What of the pipeline's data and models is not there: one message for each."""
        found = [*self._strange_inputs()]
        for step in self.graph.steps:
            for one in step.inputs.values():
                found += _problems(partial(self._look, one))
            for name, output in step.outputs.items():
                found += _problems(partial(self._destination, name, output))
        return tuple(dict.fromkeys(found))

    def mount(self, step: Step) -> dict[str, list[Path]]:
        """The folders and files of a step's inputs; an optional one that is not given has none.

        Raises:
            Unreachable: One is not there, or not any more.
        """
        return {name: self._paths(one.source) for name, one in step.inputs.items()}

    def make_outputs(self, step: Step) -> dict[str, Path]:
        """Where a step is to write: a new folder for each output, or a file in one."""
        found: dict[str, Path] = {}
        for name, output in step.outputs.items():
            place = self.step_folder(step) / "outputs" / name
            place.mkdir(parents=True, exist_ok=True)
            if output.kind == "file":
                ref = self._ref(output)
                place /= (PurePosixPath(ref.path).name if ref else "") or name
            found[name] = self._written[step.name, name] = place
        return found

    def publish(self, step: Step) -> Iterator[tuple[str, Written]]:
        """Put what a step has written where it belongs; gives each output by its name.

        Raises:
            Unreachable: A file is there that must not be written over.
        """
        for name, output in step.outputs.items():
            path = self._written[step.name, name]
            address = self._destination(name, output)
            if address is not None:
                overwrite = output.overwrite and output.kind != "file"
                files = put(path, address, overwrite=overwrite)
                yield output.pipeline_output or name, Written(address, files)
            elif output.pipeline_output:
                yield output.pipeline_output, Written(str(path), tuple(files_in(path)))

    def step_folder(self, step: Step) -> Path:
        """The folder of a step in that of the run."""
        number = [one.name for one in self.graph.steps].index(step.name) + 1
        return self.folder / f"{number}_{folder_name(step.name)}"

    def _look(self, one: StepInput) -> None:
        """Fail if an input is not there, or is a file where a folder is expected."""
        match one.source:
            case Registered(name, version):
                self.workspace.models.find(name, version)
            case FromPipeline(name) if self._in_place(name):
                return
            case FromPipeline() | Stored() as source:
                for ref in self._refs(source):
                    address = self.workspace.datastores.address(ref)
                    if not exists(address):
                        raise Unreachable(f"there is nothing at {ref} ({address})")
                    if one.kind == "folder" and is_file(address):
                        raise Unreachable(f"{ref} is a file, and a folder is expected")

    def _in_place(self, name: str) -> Path | None:
        """What was given in place of an input of the pipeline."""
        given = self.workspace.inputs
        return given.get(name) or (given.get("") if len(self.graph.inputs) == 1 else None)

    def _strange_inputs(self) -> Iterator[str]:
        """What was given in place of inputs that the pipeline does not have."""
        known = ", ".join(sorted(self.graph.inputs)) or "none"
        for name, path in self.workspace.inputs.items():
            if not name and len(self.graph.inputs) != 1:
                yield f"{path} is given in place of an input: name which (inputs: {known})"
            elif name and name not in self.graph.inputs:
                near = nearest(name, self.graph.inputs)
                hint = f"nearest: {near!r}" if near else f"inputs: {known}"
                yield f"{path} is given in place of {name!r}, which is no input ({hint})"

    def _refs(self, source: FromPipeline | Stored) -> tuple[DataRef, ...]:
        if isinstance(source, Stored):
            return source.places
        ref = self.submission.data.get(source.name, self.graph.inputs[source.name].default)
        return () if ref is None else (ref,)

    def _paths(self, source: Source) -> list[Path]:
        match source:
            case FromStep(step, output):
                return [self._written[step, output]]
            case Registered(name, version):
                return [self.workspace.models.find(name, version)]
            case FromPipeline(name) if path := self._in_place(name):
                return [path]
            case FromPipeline() | Stored():
                return [self._mount(ref) for ref in self._refs(source)]

    def _mount(self, ref: DataRef) -> Path:
        address = self.workspace.datastores.address(ref)
        if address not in self._mounted:
            target = self.folder / "inputs" / str(len(self._mounted) + 1)
            self._mounted[address] = fetch(address, target)
        return self._mounted[address]

    def _ref(self, output: StepOutput) -> DataRef | None:
        """Where an output belongs: as the request says, or as the code does."""
        if name := output.pipeline_output:
            sent = self.submission.outputs.get(name)
            return sent or self.graph.outputs[name].destination
        return output.destination

    def _destination(self, name: str, output: StepOutput) -> str | None:
        ref = self._ref(output)
        if ref is None:
            return None
        # Source: OutputFileDatasetConfig, which knows these two and no others.
        path = ref.path.replace("{run-id}", self.run_id).replace("{output-name}", name)
        return self.workspace.datastores.target(DataRef(ref.datastore, path, ref.kind))


def _problems(look: Callable[[], object]) -> Iterator[str]:
    try:
        look()
    except Unreachable as error:
        yield str(error)


def one_path(paths: Mapping[str, list[Path]]) -> dict[str, Path]:
    """What a text can name of each input: its only folder or file, or the first."""
    return {name: found[0] for name, found in paths.items() if found}
