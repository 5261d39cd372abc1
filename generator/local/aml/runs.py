"""Runs a pipeline here: its steps in order, on files of this machine."""

import json
import time
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from generator.local.aml.binding import parameters
from generator.local.aml.datastores import Unreachable
from generator.local.aml.graph import Graph, Step
from generator.local.aml.outcome import Outcome, StepRecord, Written
from generator.local.aml.processes import StepFailure
from generator.local.aml.steps import Runner, StepRun
from generator.local.aml.storage import Storage
from generator.local.aml.submission import Submission
from generator.local.aml.workspace import LocalWorkspace
from generator.local.events import Status, StepEnded, StepStarted, Tell

RECORD = "record.jsonl"
"""The file of the run's folder in which scripts of SDK v1 leave tags, properties and metrics."""

FAILURES = (StepFailure, Unreachable, ValueError, OSError)


def run_graph(
    graph: Graph, submission: Submission, workspace: LocalWorkspace, folder: Path, tell: Tell
) -> Outcome:
    """Run a pipeline, as a submission that fits it asks for.

    Args:
        graph: the pipeline.
        submission: what it is asked to do; `accept.refusals` has found nothing in it.
        workspace: data, models and compute of this machine.
        folder: the run's own folder, for code, data between steps, and logs; its name is the
            run's id.
        tell: is told of each step.

    Returns:
        How it ended. Data or models that are not there fail it before its first step.
    """
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    storage = Storage(workspace, graph, submission, folder, folder.name)
    if missing := storage.missing():
        return Outcome(folder.name, Status.FAILED, "\n".join(missing))
    runner = Runner(
        graph,
        storage,
        parameters(graph, submission),
        _variables(graph, submission, workspace, folder),
        tell,
    )
    sent = submission.continue_on_step_failure
    goes_on = graph.continue_on_step_failure if sent is None else sent
    run = _Run(runner, goes_on)
    for step in graph.steps:
        run.take(step)
    return run.outcome(submission)


class _Run(Struct):
    """A run on its way."""

    runner: Runner
    goes_on: bool
    records: dict[str, StepRecord] = field(default_factory=dict)
    outputs: dict[str, Written] = field(default_factory=dict)

    def take(self, step: Step) -> None:
        """Run a step, or skip it: if one that it needs has not succeeded, or any, unless told."""
        tell, pipeline = self.runner.tell, self.runner.graph.name
        needed = [self.records[name] for name in step.after]
        unhappy = needed if self.goes_on else [*self.records.values()]
        if any(record.status is not Status.SUCCEEDED for record in unhappy):
            self.records[step.name] = StepRecord(step.name, Status.SKIPPED)
            tell(StepEnded(pipeline, step.name, Status.SKIPPED, 0))
            return
        tell(StepStarted(pipeline, step.name))
        started = time.monotonic()
        record = self._ran(step)
        record = replace(record, seconds=time.monotonic() - started)
        self.records[step.name] = record
        tell(StepEnded(pipeline, step.name, record.status, record.seconds, record.message))

    def outcome(self, submission: Submission) -> Outcome:
        """How the run ended, now that all steps were taken."""
        failed = [one for one in self.records.values() if one.status is Status.FAILED]
        folder = self.runner.storage.folder
        return Outcome(
            run_id=folder.name,
            status=Status.FAILED if failed else Status.SUCCEEDED,
            message="\n".join(f"step {one.name}: {one.message}" for one in failed),
            steps=tuple(self.records.values()),
            outputs=self.outputs,
            tags={**submission.properties, **_recorded(folder / RECORD, folder.name)},
        )

    def _ran(self, step: Step) -> StepRecord:
        run: StepRun | None = None
        try:
            run = self.runner.prepare(step)
            self.runner.run(run)
            self.outputs |= dict(self.runner.storage.publish(step))
        except FAILURES as error:
            return _record(step, run, Status.FAILED, str(error))
        return _record(step, run, Status.SUCCEEDED, "")


def _record(step: Step, run: StepRun | None, status: Status, message: str) -> StepRecord:
    if run is None:
        return StepRecord(step.name, status, message=message)
    log = run.log if run.log.exists() else None
    return StepRecord(step.name, status, 0, message, run.arguments, run.parameters, log)


def _variables(
    graph: Graph, submission: Submission, workspace: LocalWorkspace, folder: Path
) -> dict[str, str]:
    """What the scripts of all steps find in their environment."""
    return {
        "AZUREML_ROOT_RUN_ID": folder.name,
        "AZUREML_ARM_PROJECT_NAME": submission.experiment or graph.name,
        "AZUREML_ARM_WORKSPACE_NAME": "local",
        "SCOREWRIGHT_WORKSPACE": "local",
        "SCOREWRIGHT_RECORD": str(folder / RECORD),
        "SCOREWRIGHT_MODELS": workspace.models.text(),
    }


def _recorded(file: Path, run: str) -> Mapping[str, str]:
    """The tags and properties that scripts gave the pipeline's run."""
    if not file.is_file():
        return {}
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return {
        str(one["key"]): str(one["value"])
        for one in lines
        if one["run"] == run and one["kind"] in ("tag", "property")
    }
