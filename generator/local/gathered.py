"""What is gathered from the parts of a run for whoever looks at it."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.contract.values import Json
from generator.local.aml.datastores import is_local
from generator.local.aml.outcome import Written
from generator.local.azure_ml import AmlRun
from generator.local.factory import PipelineRun
from generator.local.factory.parameters import HIDDEN
from generator.local.factory.triggers import Firing
from generator.local.hops import ACTIVITY, AML, PIPELINE, SCRIPT, TRIGGER, Row, merged, rows
from generator.local.report import Output
from generator.local.secrets import blotted, hidden_hops


def rows_of(
    firing: Firing | None, run: PipelineRun, aml: Sequence[AmlRun], hidden: frozenset[str]
) -> tuple[Row, ...]:
    """Every parameter, with its value at every hop. Secrets, `hidden`, are blotted out."""
    sent: list[dict[str, Json]] = []
    accepted: list[dict[str, Json]] = []
    for each in aml:
        data = {name: str(place) for name, place in each.submission.data.items()}
        outputs = {name: str(place) for name, place in each.submission.outputs.items()}
        sent.append({**each.submission.parameters, **data, **outputs})
        accepted.append({**sent[-1], **each.defaults})
    scripts = [step.parameters for each in aml for step in each.outcome.steps]
    hops: dict[str, dict[str, Json]] = {
        TRIGGER: dict(firing.parameters) if firing else {},
        PIPELINE: dict(run.parameters),
        ACTIVITY: merged(sent),
        AML: merged(accepted),
        SCRIPT: merged(scripts),
    }
    for hop in hidden_hops(run):
        hops[hop] = dict.fromkeys(hops[hop], HIDDEN)
    return rows({hop: _blotted(values, hidden) for hop, values in hops.items()})


def _blotted(values: Mapping[str, Json], hidden: frozenset[str]) -> dict[str, Json]:
    return {name: blotted(value, hidden) for name, value in values.items()}


def outputs(aml: Sequence[AmlRun]) -> Iterator[Output]:
    """The outputs of all runs, but for empty ones."""
    for each in aml:
        for name, written in each.outcome.outputs.items():
            if written.files:
                yield _output(name, written)


def _output(name: str, written: Written) -> Output:
    here = [Path(file) for file in written.files if is_local(file)]
    if not here:
        return Output(name, written.address, written.files[0], None)
    largest = max(here, key=lambda file: file.stat().st_size)
    with largest.open("rb") as file:
        return Output(name, written.address, str(largest), sum(1 for _ in file))
