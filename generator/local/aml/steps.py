"""Runs one step: its code copied, its data mounted, its script in a process of its own."""

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from generator.local.aml.binding import Given, text, unfit, used, words
from generator.local.aml.graph import CommandStep, Graph, ParallelStep, Step
from generator.local.aml.parallel_settings import settings_of
from generator.local.aml.processes import StepFailure, run_process, write_python
from generator.local.aml.stand_in import STAND_IN
from generator.local.aml.storage import Storage, one_path
from generator.local.events import StepProgress, Tell
from generator.local.parallel import Engine, Progress, StepFailed, run_step
from generator.local.parallel import ParallelStep as ParallelWork

NOT_COPIED = shutil.ignore_patterns("__pycache__", ".git", ".venv", "*.pyc")


class StepRun(Struct, frozen=True):
    """What a step is about to be run with."""

    step: Step
    given: Given
    batched: tuple[Path, ...]
    folder: Path
    arguments: tuple[str, ...]
    parameters: Mapping[str, str]

    @property
    def log(self) -> Path:
        """The file that its script writes to; of a parallel step, the folder of its workers'."""
        return self.folder / ("logs" if isinstance(self.step, ParallelStep) else "log.txt")


class Runner(Struct, frozen=True):
    """Runs the steps of one run, one after the other.

    `variables` are the environment variables that all scripts get.
    """

    graph: Graph
    storage: Storage
    parameters: Mapping[str, str]
    variables: Mapping[str, str]
    tell: Tell

    def prepare(self, step: Step) -> StepRun:
        """Mount a step's data and settle its arguments.

        Raises:
            Unreachable: Data are not there.
            StepFailure: They lie where no command can reach them.
        """
        folder = self.storage.step_folder(step)
        folder.mkdir(parents=True, exist_ok=True)
        mounted = self.storage.mount(step)
        given = Given(self.parameters, one_path(mounted), self.storage.make_outputs(step))
        names = step.batched if isinstance(step, ParallelStep) else ()
        in_texts = {name: paths for name, paths in mounted.items() if name not in names}
        self._check_paths(in_texts, given.outputs.values())
        arguments = words(step, given, self.graph.sdk)
        if isinstance(step, CommandStep) and step.command:
            arguments = (text(step.command, given),)
        batched = tuple(path for name in names for path in mounted[name])
        return StepRun(step, given, batched, folder, arguments, used(step, given))

    def _check_paths(self, in_texts: Mapping[str, list[Path]], outputs: Iterable[Path]) -> None:
        """Refuse data that a text cannot name as they lie here."""
        for name, paths in in_texts.items():
            if len(paths) > 1:
                where = f"lies in {len(paths)} places: only mini-batches are made of them"
                raise StepFailure(f"input {name!r} {where}")
        here = [*(path for paths in in_texts.values() for path in paths), *outputs]
        if self.graph.sdk == "v2" and (path := unfit(here)):
            raise StepFailure(f"a command of SDK v2 cannot carry this path; move it: {path}")

    def run(self, run: StepRun) -> None:
        """Run a step to its end.

        Raises:
            StepFailure: it failed; the message says why.
        """
        code = run.folder / "code"
        if run.step.source:
            shutil.copytree(run.step.source, code, ignore=self._left_out, dirs_exist_ok=True)
        code.mkdir(exist_ok=True)
        if isinstance(run.step, ParallelStep):
            self._parallel(run.step, run, code)
        else:
            run_process(self._command(run.step, run), code, self._environment(run), run.log)

    def _left_out(self, folder: str, names: list[str]) -> set[str]:
        """What of a folder of code is not copied: caches, and the run itself if it lies there."""
        own = self.storage.folder
        here = {name for name in names if Path(folder, name).absolute() == own}
        return NOT_COPIED(folder, names) | here

    def _command(self, step: CommandStep, run: StepRun) -> list[str]:
        """What is executed; a command line is bash's, as it is on a node."""
        if step.command:
            return ["bash", "-c", *run.arguments]
        return [self.storage.workspace.python, step.script, *run.arguments]

    def _environment(self, run: StepRun) -> dict[str, str]:
        """This process's own, with the user's Python first, and SDK v1 played by the stand-in."""
        python = write_python(self.storage.workspace.python, self.storage.folder / "bin")
        path = os.pathsep.join([str(python), os.environ.get("PATH", os.defpath)])
        return os.environ | {"PATH": path} | self._own_variables(run)

    def _own_variables(self, run: StepRun) -> dict[str, str]:
        data = {**run.given.inputs, **run.given.outputs}
        mounts = {f"AZUREML_DATAREFERENCE_{name}": str(one) for name, one in data.items()}
        return {
            **self.variables,
            **mounts,
            **run.step.variables,
            "AZUREML_RUN_ID": f"{self.storage.run_id}_{run.folder.name}",
            "PYTHONPATH": str(STAND_IN),
            "PYTHONUNBUFFERED": "1",
        }

    def _parallel(self, step: ParallelStep, run: StepRun, code: Path) -> None:
        target = self._target(step, run)
        processes = self.storage.workspace.processes
        work = ParallelWork(
            name=step.name,
            source=code,
            entry_script=step.entry_script,
            arguments=run.arguments,
            inputs=run.batched,
            tabular=any(step.inputs[name].kind == "table" for name in step.batched),
            output=target,
            settings=settings_of(step, self.graph.sdk, self.parameters, processes),
            environment=self._own_variables(run),
            logs=run.log,
        )
        try:
            run_step(work, lambda progress: self._progress(step, progress), self._engine)
        except StepFailed as error:
            log = f" (log: {error.log})" if error.log else ""
            raise StepFailure(f"{error.message}{log}") from error

    @property
    def _engine(self) -> Engine:
        return self.storage.workspace.engine

    def _target(self, step: ParallelStep, run: StepRun) -> Path:
        """The folder that the driver writes its file to."""
        if step.rows is None:
            return run.folder / "summary"
        place = run.given.outputs[step.rows.output]
        return (place / step.rows.file).parent if step.rows.file else place.parent

    def _progress(self, step: ParallelStep, now: Progress) -> None:
        name = self.graph.name
        self.tell(StepProgress(name, step.name, now.done, now.total, now.failed, now.workers))
