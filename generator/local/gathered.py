"""What is gathered from the parts of a run for whoever looks at it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.contract.values import Json
from generator.local.azure_ml import AmlRun
from generator.local.factory import PipelineRun
from generator.local.factory.triggers import Firing
from generator.local.hops import ACTIVITY, AML, PIPELINE, SCRIPT, TRIGGER, Row, merged, rows
from generator.local.report import Written

_MOST_BYTES = 64 * 1024 * 1024
"""Files larger than this are not counted: the run would wait for it."""


def rows_of(firing: Firing | None, run: PipelineRun, aml: Sequence[AmlRun]) -> tuple[Row, ...]:
    """Every parameter, with its value at every hop. Secrets of the pipeline are blotted out."""
    sent: list[dict[str, Json]] = []
    accepted: list[dict[str, Json]] = []
    for each in aml:
        data = {name: str(place) for name, place in each.submission.data.items()}
        outputs = {name: str(place) for name, place in each.submission.outputs.items()}
        sent.append({**each.submission.parameters, **data, **outputs})
        accepted.append({**sent[-1], **each.defaults})
    scripts = [step.parameters for each in aml for step in each.outcome.steps]
    hops = {
        TRIGGER: dict(firing.parameters) if firing else {},
        PIPELINE: dict(run.parameters),
        ACTIVITY: merged(sent),
        AML: merged(accepted),
        SCRIPT: merged(scripts),
    }
    return rows(hops)


def written(aml: Sequence[AmlRun]) -> Iterator[Written]:
    """The outputs of all runs."""
    for each in aml:
        for name, address in each.outcome.outputs.items():
            yield Written(name, address, _lines(Path(address)))


def _lines(path: Path) -> int | None:
    """How many lines a file here has, or the largest in a folder: a summary beside it is short."""
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    files = [file for file in files if file.stat().st_size <= _MOST_BYTES]
    if not files:
        return None
    with max(files, key=lambda file: file.stat().st_size).open("rb") as file:
        return sum(1 for _ in file)
