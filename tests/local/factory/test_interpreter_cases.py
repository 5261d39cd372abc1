"""Each file of `cases` holds pipelines, what is outside, and what comes of a run of them.

`expected` tells only what the case is about; `refused` are the diagnostics, each with the place, as
"file:line:column code message (hint)".
"""

from pathlib import Path
from typing import cast

import pytest
import yaml

from generator.diagnostics import Diagnostic
from generator.expression.values import Json
from tests.support.pipeline_runs import Case, Outside, Told, run

CASES = sorted((Path(__file__).parent / "cases").glob("*/*.yaml"))


def told_of(case: Case, folder: Path) -> Told:
    how = cast("dict[str, Json]", case.get("run") or {})
    return run(
        folder,
        cast("dict[str, Json]", case["pipelines"]),
        str(how.get("pipeline", "main")),
        cast("dict[str, Json]", how.get("parameters") or {}),
        cast("dict[str, Json]", case.get("fixtures") or {}),
        Outside(cast("list[Json]", how.get("aml", [])), cast("list[Json]", how.get("http", []))),
        service=str(case.get("service", "")),
    )


def refusal(each: Diagnostic, folder: Path) -> str:
    place = each.place
    file = Path(place.file).relative_to(folder)
    at = f"{file}:{place.line}:{place.column}" if place.line else f"{file} {place.pointer}".strip()
    return f"{at} {each.code.name} {each.message}" + (f" ({each.hint})" if each.hint else "")


@pytest.mark.parametrize("file", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_run_comes_to_what_is_expected(file: Path, tmp_path: Path) -> None:
    case = cast("dict[str, Json]", yaml.safe_load(file.read_text(encoding="utf-8")))
    expected = cast("dict[str, Json]", case["expected"])
    told = told_of(case, tmp_path)
    found: dict[str, object] = {"refused": [refusal(each, tmp_path) for each in told.refused]}
    if told.run is not None:
        found |= {
            "status": told.run.status,
            "message": told.run.message,
            "seconds": told.run.seconds,
            "variables": dict(told.run.variables),
            "parameters": dict(told.run.parameters),
            "returned": dict(told.run.returned),
            "activities": told.lines,
            "outputs": {"/".join(each.path): each.output for each in told.run.activities},
            "errors": {"/".join(each.path): each.error for each in told.run.activities},
            "sent": {"/".join(each.path): each.sent for each in told.run.activities},
            "calls": [dict(each.properties) for each in told.outside.calls],
        }
    found["notes"] = told.notes
    for name in ("outputs", "errors", "sent", "variables"):
        whole, part = found.get(name), expected.get(name)
        if isinstance(whole, dict) and isinstance(part, dict):
            found[name] = {key: value for key, value in whole.items() if key in part}
    assert {key: found.get(key) for key in expected} == expected
