"""What came of a run: what is shown, printed for machines, and kept in the run's folder."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.contract.values import Json
from generator.diagnostics import Diagnostic
from generator.local.azure_ml import AmlRun
from generator.local.events import Status
from generator.local.factory import PipelineRun
from generator.local.factory.parameters import HIDDEN
from generator.local.hops import Row
from generator.local.secrets import blotted, hidden_hops


class Output(Struct, frozen=True):
    """An output of an AML pipeline: its largest file, and how many lines that has if it is here.

    Beside the scores there may be a summary of them, which is short.
    """

    name: str
    address: str
    file: str
    lines: int | None


class Report(Struct, frozen=True):
    """What came of a run.

    `run` is the factory's part, `aml` are the runs that it asked Azure ML for. `found` says of a
    failure where on both sides the files do not fit. `seconds` are real ones; `hidden` are secrets,
    which no report has.
    """

    run: PipelineRun
    aml: tuple[AmlRun, ...]
    rows: tuple[Row, ...]
    outputs: tuple[Output, ...]
    found: tuple[Diagnostic, ...]
    seconds: float
    folder: Path
    hidden: frozenset[str] = frozenset()

    @property
    def succeeded(self) -> bool:
        return self.run.status is Status.SUCCEEDED

    def json(self) -> Json:
        """The report for machines."""
        return blotted(self._json(), self.hidden)

    def _json(self) -> dict[str, Json]:
        secure = bool(hidden_hops(self.run))
        return {
            "pipeline": self.run.pipeline,
            "runId": self.run.run_id,
            "status": self.run.status.value,
            "message": self.run.message,
            "seconds": round(self.seconds, 3),
            "virtualSeconds": self.run.seconds,
            "folder": str(self.folder),
            "trigger": None if self.run.trigger is None else dict(self.run.trigger),
            "hops": {row.name: dict(row.values) for row in self.rows},
            "outputs": [
                {"name": each.name, "address": each.address, "file": each.file, "lines": each.lines}
                for each in self.outputs
            ],
            "activities": [
                {
                    "path": list(each.path),
                    "pipeline": each.pipeline,
                    "type": each.type,
                    "status": each.status.value,
                    "virtualSeconds": each.seconds,
                    "tries": each.tries,
                    "sent": each.sent,
                    "output": each.output,
                    "error": each.error,
                    "message": each.message,
                    "place": str(each.place),
                }
                for each in self.run.activities
            ],
            "aml": [_aml(each, secure=secure) for each in self.aml],
            "found": [_found(each) for each in self.found],
        }


def _aml(run: AmlRun, *, secure: bool) -> dict[str, Json]:
    sent = dict(run.submission.parameters)
    return {
        "job": run.side.job,
        "runId": run.outcome.run_id,
        "status": run.outcome.status.value,
        "message": run.outcome.message,
        "parameters": dict.fromkeys(sent, HIDDEN) if secure else sent,
        "defaults": dict(run.defaults),
        "data": {name: str(each) for name, each in run.submission.data.items()},
        "tags": _texts(run.outcome.tags),
        "steps": [
            {
                "name": each.name,
                "status": each.status.value,
                "seconds": round(each.seconds, 3),
                "message": each.message,
                "arguments": HIDDEN if secure else list(each.arguments),
                "log": str(each.log) if each.log else None,
            }
            for each in run.outcome.steps
        ],
    }


def _texts(texts: Mapping[str, str]) -> dict[str, Json]:
    return dict(texts)


def _found(found: Diagnostic) -> dict[str, Json]:
    return {
        "code": str(found.code),
        "message": found.message,
        "place": str(found.place),
        "related": {words: str(place) for words, place in found.related},
        "hint": found.hint,
    }
