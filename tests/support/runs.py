"""Runs of a job, played with files: what each script of it is given, and what it makes of that.

Data lie in a folder for each of them, below one folder; the scripts are the scaffolds.
"""

import csv
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import joblib  # type: ignore[import-untyped]  # no release has types
import pandas
import pytest

from generator.aml.samples import good_value
from generator.contract.job import Job
from generator.contract.model import Type
from generator.contract.settings import gives_rows
from generator.contract.steps import Data, ParallelStep
from generator.contract.types import encode
from tests.support.generated import importable

RUN_ID = "factory-run"
VALUES: Mapping[str, tuple[str, object]] = {
    "day": ("2026-01-05", "2026-01-05"),
    "dry_run": ("True", True),
    "note": ("=-%22a%22%20%0A%E2%80%A8b", '-"a" \n\u2028b'),
    "rank": ("7", 7),
    "region": ("us/east", "us/east"),
    "run_date": ("2026-01-05", "2026-01-05"),
    "threshold": ("1E-07", 1e-07),
    "ticket": ("=%23ABCDE", "#ABCDE"),
    "top": ("-4", -4),
    "urgent": ("false", False),
    "weight": ("-1500", -1500.0),
}
"""Values for parameters of the cases: the text that arrives, and what the script gets."""

DRIVER = ("--client_sdk_version", "1", "--mini_batch_size", "10")
"""Arguments that Azure ML adds to those of a parallel step."""


class Model:
    """What the cases take for a model: one line of its input is 0.5, two lines are 1."""

    def predict(self, rows: Sequence[object]) -> list[float]:
        return [len(rows) / 2] * len(rows)


def write_model(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    joblib.dump(Model(), file)


def values_of(job: Job) -> dict[str, tuple[str, object]]:
    """The text that arrives for each parameter of a job, and the value that it stands for."""
    found: dict[str, tuple[str, object]] = {"factory_run_id": (RUN_ID, RUN_ID)}
    for name, parameter in job.parameters.items():
        value = good_value(parameter)
        text = encode(str(value)) if parameter.encoded else str(value)
        own = VALUES.get(name)
        known = own is not None and parameter.type.value == _word(own[1])
        found[name] = own if own is not None and known else (text, value)
    return found


def _word(value: object) -> str:
    return {str: "string", int: "integer", float: "number", bool: "boolean"}[type(value)]


def path_of(job: Job, data: Data, *, varying: bool = False) -> str:
    """The place of data in this run; only the part that varies, if that is asked for."""
    values = {name: value for name, (_, value) in values_of(job).items()}
    return (data.varying if varying else data.path).format_map(values)


def write_input(folder: Path) -> list[Path]:
    """Two files, one of them deeper down."""
    files = [folder / "b.csv", folder / "deep" / "a.csv"]
    for file, text in zip(files, ("x,y\n3,4\n5,6\n", "x,y\n1,2\n"), strict=True):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return files


def write_file(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("x,y\n3,4\n5,6\n", "utf-8")


def write_columns(data: Data, file: Path) -> None:
    """Two rows with the columns that are declared."""
    cells = {Type.STRING: "a", Type.INTEGER: "1", Type.NUMBER: "0.5", Type.BOOLEAN: "true"}
    row = [cells[column.type] for column in data.columns]
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text).writerows([[column.name for column in data.columns], row, row])


def write_data(data: Data, place: Path) -> None:
    """Write an input of a job where it is read: a file, or files in a folder."""
    if data.columns:
        write_columns(data, place if data.kind == "file" else place / "deep" / "a.csv")
    elif data.kind == "file":
        write_file(place)
    else:
        write_input(place)


@dataclass(frozen=True, slots=True)
class Played:
    """What a parallel step gave for its input."""

    rows: list[str]
    given: object


def play_parallel(
    job: Job, step: ParallelStep, folder: Path, arguments: Sequence[str], source: Path, target: Path
) -> Played:
    """Play the one worker of a parallel step: import the script, give it one mini-batch.

    Args:
        job: the job.
        step: the step, as the spec has it.
        folder: the folder of the job's code.
        arguments: what the step's script is given.
        source: the folder of its input.
        target: the folder of its output, where Azure ML writes the rows.
    """
    target.mkdir(parents=True, exist_ok=True)
    with importable(folder), pytest.MonkeyPatch.context() as patch:
        line = [step.script, *DRIVER, "--output", str(target), *arguments]
        patch.setattr(sys, "argv", line)
        script = import_module(step.script.removesuffix(".py"))
        script.init()
        given = script.workers[-1].given
        rows = [str(row) for row in script.run(*_batch(step, source))]
        script.shutdown()
        assert script.workers == []
    if gives_rows(step.settings):
        # Azure ML appends in no fixed order.
        text = "".join(f"{row}\n" for row in reversed(rows))
        (target / str(step.settings["output_file"])).write_text(text, "utf-8")
    values = values_of(job)
    assert {name: repr(getattr(given, name)) for name in step.arguments} == {
        name: repr(values[name][1]) for name in step.arguments
    }
    return Played(rows, given)


def _batch(step: ParallelStep, source: Path) -> tuple[Any, ...]:
    if step.input.kind != "table":
        files = [source] if source.is_file() else [p for p in source.rglob("*") if p.is_file()]
        return ([str(file) for file in sorted(files)],)
    rows = pandas.DataFrame({"x": [3, 5], "y": [4, 6]})
    if "partition_keys" in step.settings:
        return rows, SimpleNamespace(partition_key_value={"x": 3})
    return (rows,)


def cells(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))
