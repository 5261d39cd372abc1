"""`scorewright add job`: the examples under either SDK and on either service, and how they run."""

import json
from collections.abc import Mapping
from itertools import product
from pathlib import Path, PurePosixPath

import pytest

from generator.cli import main
from generator.compiler.compile import compile
from generator.contract.model import Sdk
from generator.diagnostics import Code
from generator.scaffold import jobs
from generator.scaffold.drafts import Draft, Wanted, drafted
from generator.scaffold.editing import with_entry
from generator.scaffold.examples import BLANK, examples
from generator.scaffold.jobs import added_job
from generator.scaffold.meaning import data_of, entries, text_at
from generator.scaffold.refusal import Refused, WouldNotCompile
from generator.scaffold.retarget import for_sdk
from generator.workspace.files import FileFault, fault
from tests.support import cases
from tests.support.fast import fast
from tests.support.projects import SPECS

PROJECT = """\
# The project file of a team that has just begun.
version: 1
service: {service}
git: {{environment: dev}}
environments:
  dev:   # ours
    factory: adf-team-dev
    synapse: syn-team-dev
    aml:
      subscription: 00000000-0000-0000-0000-0000000000aa
      resource_group: rg-team-dev
      workspace: aml-team-dev
      region: westeurope
      endpoint_suffix: -dev
  live:  # theirs
    factory: adf-team-live
    synapse: syn-team-live
    aml:
      subscription: 00000000-0000-0000-0000-0000000000bb
      resource_group: rg-team-live
      workspace: aml-team-live
      region: westeurope
"""
ALL = ("loan_default", "sentiment", "customer_behavior", BLANK)


def begun(folder: Path, service: str = "data_factory") -> tuple[Path, Path]:
    """A project without jobs; gives its two folders."""
    (folder / "specs").mkdir()
    (folder / "specs" / "project.yaml").write_text(PROJECT.format(service=service))
    return Path("specs"), Path("output")


def files(folder: Path) -> Mapping[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# the examples ------------------------------------------------------------------------------------


def test_the_examples_are_the_repositorys_own_jobs_and_a_blank_one() -> None:
    assert tuple(examples()) == ALL
    root = Path(__file__).parents[2]
    for name, example in examples().items():
        assert example.summary
        if name != BLANK:
            assert example.spec == (root / "specs" / f"{name}.yaml").read_text("utf-8")
            assert {"score.py", "train.py"} <= example.scripts.keys()
            assert not example.scripts.keys() & {"contract.py", "pipeline.py", f"test_{name}.py"}


@pytest.mark.parametrize(("service", "sdk"), [*product(("data_factory", "synapse"), ("v1", "v2"))])
@pytest.mark.parametrize("shared", ["data_factory", "synapse"])
def test_every_example_compiles_on_either_service_and_under_either_sdk(
    service: str, sdk: str, shared: str
) -> None:
    project, specs = PROJECT.format(service=shared), {}
    for name, example in examples().items():
        wanted = Wanted(f"my_{name}", service, sdk)  # type: ignore[arg-type]
        draft = drafted(wanted, example, project, ())
        project = draft.project
        specs[SPECS / f"my_{name}.yaml"] = draft.spec
    with fast():
        result = compile(SPECS, {SPECS / "project.yaml": project, **specs})
    assert result.diagnostics == ()
    assert result.loaded.project is not None
    for job in result.loaded.project.jobs.values():
        assert (job.factory.service, job.sdk) == (service, sdk)
    begun_with = PROJECT.format(service=shared)
    assert project.startswith(begun_with[: begun_with.index("  dev:")])


@pytest.mark.parametrize(("job", "sdk"), [("full_v1", "v2"), ("full_v2", "v1")])
def test_what_only_the_other_sdk_has_is_left_out(job: str, sdk: Sdk) -> None:
    """Of steps, of the scoring, and of scorings inside of other activities."""
    specs = cases.CASES["everything"]
    file = SPECS / f"{job}.yaml"

    def foreign(text: str) -> list[str]:
        told = compile(SPECS, {**specs, file: text}).diagnostics
        return [each.message for each in told if each.hint == "drop the key"]

    assert len(foreign(with_entry(specs[file], ("aml", "sdk"), sdk))) >= 4
    assert foreign(for_sdk(specs[file], sdk)) == []


def test_what_an_example_needs_is_added_in_the_names_of_the_project() -> None:
    draft = drafted(Wanted("mine"), examples()["sentiment"], PROJECT.format(service="synapse"), ())
    project = data_of(draft.project)
    assert text_at(project, "environments", "live", "sources", "landing").endswith(
        "/resourceGroups/rg-team-live/providers/Microsoft.Storage/storageAccounts/stlandinglive"
    )
    assert entries(project, "existing") == {"data_flows": ["clean_texts"]}
    assert entries(project, "local", "models").keys() == {"sentiment:1"}
    assert text_at(project, "defaults", "compute") == "cpu-cluster"
    again = drafted(Wanted("other"), examples()["sentiment"], draft.project, ())
    assert again.project == draft.project, "what is there is not added again"


def test_a_job_writes_where_no_other_does() -> None:
    taken = [("lake", "loans/scores/{run_date}")]
    project = PROJECT.format(service="synapse")
    draft = drafted(Wanted("mine"), examples()["loan_default"], project, taken)
    paths = {name: text_at(each, "path") for name, each in data_paths(draft).items()}
    assert paths["scores"] == "mine/loans/scores/{run_date}"
    assert paths["applications"] == "loans/applications/{run_date}"
    blank = drafted(Wanted("mine"), examples()[BLANK], project, ())
    paths = {name: text_at(each, "path") for name, each in data_paths(blank).items()}
    assert paths == {"records": "mine/records", "scores": "mine/scores"}


def data_paths(draft: Draft) -> Mapping[str, object]:
    return entries(data_of(draft.spec), "data")


# on disk -----------------------------------------------------------------------------------------


def test_jobs_are_added_one_after_the_other_and_stay_in_step(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    specs, output = begun(here)
    with fast():
        for name in ALL:
            added = added_job(specs, output, f"my_{name}", like=name, sdk="v2")
            assert added.like == name
            for script, text in examples()[name].scripts.items():
                laid = output / "aml" / f"my_{name}" / script
                assert laid.read_text("utf-8") == text, script
        before = files(here)
        assert main(["generate"]) == 0
        assert files(here) == before, "nothing is left to do"
        assert main(["check"]) == 0
    assert capsys.readouterr().err.count("error") == 0


def test_a_job_like_one_that_is_there_gets_what_somebody_wrote(here: Path) -> None:
    specs, output = begun(here)
    with fast():
        added_job(specs, output, "first", sdk="v1")
        score = output / "aml" / "first" / "score.py"
        (score.parent / "shared.py").write_text("RATE = 3\n")
        untouched = added_job(specs, output, "second", like="first")
        assert set(untouched.scripts) == {PurePosixPath("aml/second/shared.py")}
        assert "specs/second.yaml" in (output / "aml" / "second" / "score.py").read_text()
        score.write_text(score.read_text() + "\n# ours\n")
        edited = added_job(specs, output, "third", like="first", sdk="v2")
    third = output / "aml" / "third" / "score.py"
    assert third.read_text().endswith("\n# ours\n")
    assert PurePosixPath("aml/third/score.py") in edited.scripts
    spec = data_of((specs / "third.yaml").read_text())
    assert text_at(spec, "aml", "sdk") == "v2"
    assert text_at(spec, "data", "scores", "path") == "third/scores"


@pytest.mark.parametrize("there", ["output/aml/mine/notes.txt", "specs/mine.yml"])
def test_nothing_that_is_there_is_written_over(here: Path, there: str) -> None:
    specs, output = begun(here)
    (here / there).parent.mkdir(parents=True, exist_ok=True)
    (here / there).write_text("version: 1\n")
    before = files(here)
    with pytest.raises(Refused, match="already"):
        added_job(specs, output, "mine")
    assert files(here) == before


def test_a_foreign_document_stops_it(here: Path) -> None:
    specs, output = begun(here)
    pipeline = here / "output" / "factory" / "pipeline"
    pipeline.mkdir(parents=True)
    (pipeline / "mine.json").write_text("{}")
    before = files(here)
    with fast(), pytest.raises(WouldNotCompile) as stopped:
        added_job(specs, output, "mine")
    assert [each.code for each in stopped.value.diagnostics] == [Code.IN_THE_WAY]
    assert files(here) == before


def test_what_cannot_be_written_leaves_everything_as_it_was(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    specs, output = begun(here)

    def full(*_: object) -> None:
        raise fault(Code.UNWRITABLE, "cannot write the file: the disk is full", output)

    monkeypatch.setattr(jobs, "apply", full)
    before = files(here)
    with fast(), pytest.raises(FileFault):
        added_job(specs, output, "mine", like="loan_default")
    assert {
        name: data for name, data in files(here).items() if ".scorewright" not in name
    } == before


def test_a_job_is_not_taken_for_one_that_is_gone(here: Path) -> None:
    specs, output = begun(here)
    with fast():
        added_job(specs, output, "first", like="loan_default")
        (specs / "first.yaml").unlink()
        before = files(here)
        with pytest.raises(Refused, match="'first', whose spec is gone"):
            added_job(specs, output, "second", like="loan_default")
    assert files(here) == before


def test_errors_that_are_there_are_to_be_mended_first(here: Path) -> None:
    specs, output = begun(here)
    broken = examples()[BLANK].spec.replace("input: records", "input: record")
    (specs / "other.yaml").write_text(broken.replace("blank", "other"))
    with fast(), pytest.raises(WouldNotCompile) as refused:
        added_job(specs, output, "mine")
    assert {each.place.file for each in refused.value.diagnostics} == {SPECS / "other.yaml"}
    assert not (specs / "mine.yaml").exists()


def test_the_default_job_runs_at_once_on_the_data_that_it_was_made_for(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begun(here)
    (here / "people.csv").write_text("id,age,city\n007,41,Bonn\n008,,Köln\n", encoding="utf-8")
    assert main(["add", "job", "people", "--from-data", "people.csv"]) == 0
    printed = capsys.readouterr().out
    assert printed.endswith("next: scorewright run people --input people.csv\n")
    declared = entries(data_of((here / "specs/people.yaml").read_text()), "data", "records")
    assert declared["columns"] == {"id": "string", "age": "integer", "city": "string"}
    assert main(["run", "people", "--input", "people.csv", "--keep", "run"]) == 0
    report = json.loads((here / "run" / "run.json").read_text(encoding="utf-8"))
    assert Path(report["outputs"][0]["file"]).read_text() == "1,3\n2,2\n"
