"""Where a diagnostic of the contract points to: the line of the spec, and the other side."""

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import main
from generator.diagnostics import Code
from tests.support import additions, mutations
from tests.support.additions import ADDITIONS, Addition
from tests.support.grounds import Ground, places, texts
from tests.support.projects import changed

Grounds = Callable[[str], Ground]

# A leaf, and the line that says it in the spec or the project file; what is marked there in « ».
ORIGINS = """
loan_v1 calls pipeline                                          | name: «loan_default»
loan_v1 calls parameters/run_date                               |   «run_date»:
loan_v1 calls parameters/threshold/type                         |     type: «number»
loan_v1 calls parameters/threshold/default                      |     default: «0.5»
loan_v1 calls variables/aml_pipeline_endpoint_id                |   sdk: «v1»
loan_v1 calls variables/aml_pipeline_endpoint_id/default        | «git»:
loan_v1 calls calls/Score applications                          |     name: «Score applications»
loan_v1 calls calls/Score applications/target                   |   sdk: «v1»
loan_v1 calls calls/Score applications/id                       | «aml»:
loan_v1 calls calls/Score applications/experiment               |   «activity»:
loan_v1 calls calls/Score applications/parameters/threshold     |   «threshold»:
loan_v1 calls calls/Score applications/parameters/factory_run_id |   sdk: «v1»
loan_v1 calls firings/loan_default_daily                        |     «daily»:
loan_v1 calls firings/loan_default_daily/kind                   |       type: «schedule»
loan_v1 offer parameters/threshold                              |   «threshold»:
loan_v1 offer parameters/threshold/default                      |     default: «0.5»
loan_v2 offer pipeline                                          | name: «loan_default»
loan_v2 offer parameters/threshold/minimum                      |     minimum: «0»
loan_v2 offer parameters/threshold/maximum                      |     maximum: «1»
full_v1 calls variables/aml_pipeline_endpoint_id/default        |     full_v1: «1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f9»
full_v1 calls variables/state/default                           |     state: {type: String, default: «"[new]"»}
full_v1 calls calls/Score customers, it's daily/id              |   endpoint: «churn-scoring»
full_v1 calls calls/Score customers, it's daily/version         |     version: «"@if(equals(pipeline().parameters.team, 'triage'), '1', '0')"»
full_v1 calls calls/Score customers, it's daily/parent_run      |     parent_run: «"@concat('run-', pipeline().parameters.run_date)"»
full_v1 calls calls/Score customers, it's daily/continue_on_step_failure |     continue_on_step_failure: «true»
full_v1 calls calls/Score region/parameters/top                 |           parameters: {region: "@item()", cohort: "new-@{item()}", ticket: "12", top: «5»}
full_v1 calls calls/Report it/parameters/who                    |         parameters: {day: "@pipeline().parameters.run_date", who: «"[all]"»}
full_v1 calls firings/full_v1_monthly/sets/region               |         region: «us/east»
full_v2 calls calls/Score all, it's daily submit/parameters/cohort |   «cohort»:
full_v2 calls calls/Score all, it's daily submit/data/scores    |   «scores»: {role: output, datastore: cold, path: "churn/scores/{region}/{run_date}/{factory_run_id}", description: The scores.}
full_v2 calls calls/Score all, it's daily submit/data/scores/datastore |   scores: {role: output, datastore: «cold», path: "churn/scores/{region}/{run_date}/{factory_run_id}", description: The scores.}
full_v2 calls calls/Score all, it's daily submit/data/scores/path |   scores: {role: output, datastore: cold, path: «"churn/scores/{region}/{run_date}/{factory_run_id}"», description: The scores.}
full_v2 calls calls/Score all, it's daily submit/data/marks/kind |   marks: {role: input, kind: «file», datastore: cold, path: "churn/marks/{run_date}/marks.csv"}
full_v2 calls calls/Score one of them/parameters/top            |           parameters: {region: "@item()", cohort: "new-@{item()}", ticket: "#ABCDE", top: «5»}
full_v2 calls variables/endpoint_uri/default                    |     «aml»:
full_v2 calls firings/full_v2_windows/sets/cohort               |         cohort: «"@string(trigger().startTime)"»
full_v2 offer parameters/cohort/description                     |     description: «Whom to score; every run says it.»
full_v2 offer parameters/note/default                           |     default: «"it's \\"50 %\\" — {[@{…}]}\\nor -less"»
full_v2 offer data/customers                                    |   «customers»: {role: input, datastore: raw, path: "churn/customers/{run_date}/first{top}", description: Who is scored.}
full_v2 offer data/marks/kind                                   |   marks: {role: input, kind: «file», datastore: cold, path: "churn/marks/{run_date}/marks.csv"}
full_synapse calls variables/aml_pipeline_id/default            |     full_synapse: «2f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f9»
full_synapse calls calls/Score texts/parameters/folder          |       - {name: Score texts, type: Score, parameters: {folder: «"@toLower(pipeline().parameters.folder)"»}}
full_synapse calls firings/full_synapse_upload/kind             |       type: «blob_events»
full_events calls firings/full_events_ordered/sets/order        |       parameters: {order: «"@string(triggerBody().event.data.id)"»}
"""  # noqa: E501 - the spec's own lines


@pytest.mark.parametrize("row", ORIGINS.strip().splitlines())
def test_the_line_of_the_spec_is_the_right_one(row: str, ground: Grounds) -> None:
    leaf, _, line = row.partition("| ")
    case, half, path = leaf.strip().split(" ", 2)
    way = tuple(path.split("/"))
    here = ground(case)
    read = here.calls() if half == "calls" else here.offer()
    is_thing = way[-2:-1] in (("parameters",), ("variables",), ("calls",), ("firings",), ("data",))
    edit = mutations.rename(read, way, "zzz") if is_thing else mutations.change(read, way)
    (found,) = (each for each in here.judged(edit) if edit.place in places(each))
    (origin,) = (place for words, place in found.related if words.startswith("in the "))
    lines = texts(case)[origin.file].split("\n")
    shown, start, end = lines[origin.line - 1], origin.column - 1, origin.end_column - 1
    assert f"{shown[:start]}«{shown[start:end]}»{shown[end:]}" == line


@pytest.mark.parametrize("addition", ADDITIONS, ids=lambda addition: addition.name)
def test_an_addition_is_found_where_it_stands(addition: Addition, ground: Grounds) -> None:
    here = ground(addition.case)
    edit = additions.made(addition, here)
    (found,) = here.judged(edit)
    assert found.code is addition.code
    assert found.place == edit.place
    assert addition.says in found.message
    assert [words for words, _ in found.related] == list(addition.related)


def test_what_a_deleted_parameter_was_for_is_told_once(ground: Grounds) -> None:
    """One edit is one diagnostic, however often it is read."""
    here = ground("full_v1")
    (found,) = here.judged(mutations.removal(here.calls(), ("parameters", "region")))
    assert found.code is Code.SENT_NOT_OFFERED
    assert found.message == (
        "trigger 'full_v1_monthly' sets 'region', which the factory pipeline does not define"
    )


def test_the_command_says_it_with_all_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for file, text in texts("loan_v1").items():
        Path(file).parent.mkdir(exist_ok=True)
        Path(file).write_text(text, "utf-8")
    assert main(["generate"]) == 0
    code = Path("output/aml/loan_default/pipeline.py")
    before = code.read_text("utf-8")
    code.write_text(
        changed(before, ('PipelineParameter("run_date"', 'PipelineParameter("run_dat"'))
    )
    capsys.readouterr()
    assert main(["check"]) == 1
    said = capsys.readouterr().err
    line = before[: before.index('PipelineParameter("run_date"')].count("\n") + 1
    assert (
        "error[SW501]: activity 'Score applications' sends 'run_date',"
        " which the AML pipeline does not define\n"
        f"  --> output/aml/loan_default/pipeline.py:{line}:34\n"
    ) in said
    assert "AML parameter 'run_dat' is called 'run_date' by the spec" in said
    assert "sent by: output/factory/pipeline/loan_default.json  /properties/activities/0/" in said
    assert "in the spec: specs/loan_default.yaml:9:3" in said
