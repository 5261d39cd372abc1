"""Compiling the jobs that changed gives what compiling all of them does, or is not done."""

import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, partial
from itertools import islice
from pathlib import Path, PurePosixPath

import pytest

from generator.cli import compiling, main
from generator.compiler.compile import Compiled, Tell, compile
from generator.compiler.part import closed, synchronized_part
from generator.compiler.related import related
from generator.workspace.lock import read_lock
from tests.support import cases, projects, trees
from tests.support.fast import fast
from tests.support.projects import SPECS, Texts
from tests.support.variations import Part

WHOLE = cases.CASES["everything"]
JOBS = [file.stem for file in WHOLE if file.stem != "project"]
LEAVES = 8
"""How many leaves of each job are changed."""


@pytest.fixture(autouse=True, scope="module")
def _fast() -> Iterator[None]:
    with fast():
        yield


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything, as it was compiled before anything changed."""
    folder = tmp_path_factory.mktemp("everything")
    projects.write(cases.compiled("everything"), folder)
    return folder


@cache
def relations() -> Mapping[str, frozenset[str]]:
    return related(cases.project("everything"))


def spec_of(job: str) -> PurePosixPath:
    return SPECS / f"{job}.yaml"


def part(job: str, texts: Texts, output: Path) -> Mapping[PurePosixPath, str] | None:
    """What a part makes of the files when one spec has changed; None if it cannot tell."""
    jobs = closed({job}, relations())
    wanted = {file: text for file, text in texts.items() if file.stem in {"project", *jobs}}
    sync = synchronized_part(wanted, output, read_lock(output, {"", *jobs}), JOBS)
    if sync is None:
        return None
    assert not sync.plan.stops
    after = {path: text.text for path, text in cases.compiled("everything").artifacts.items()}
    for action in sync.plan.changes:
        after.pop(action.path, None)
        after |= {action.path: action.decision.text} if action.decision.text else {}
    return after


def whole(texts: Texts) -> Mapping[PurePosixPath, str] | None:
    """What all specs compile to; None if anything is said of them."""
    found = compile(SPECS, texts)
    if found.diagnostics:
        return None
    return {path: artifact.text for path, artifact in found.artifacts.items()}


def is_only(job: str, texts: Texts) -> bool:
    """Whether nothing but the spec of one job is another: a new name is one everywhere."""
    return WHOLE.items() - texts.items() == {(spec_of(job), WHOLE[spec_of(job)])}


@pytest.mark.parametrize("job", JOBS)
def test_a_part_compiles_to_what_the_whole_does(job: str, output: Path) -> None:
    changed, before = Part(WHOLE, spec_of(job)), whole(WHOLE)
    done = 0
    for exact in [*changed.leaves][:: len(changed.leaves) // LEAVES]:
        for texts in islice(filter(partial(is_only, job), changed.variations(exact)), 2):
            if (found := part(job, texts, output)) is not None:
                assert found == whole(texts), f"{exact} of {job}"
                done += found != before
    assert done, "no change of this job was compiled by itself"


# the way that a change takes ----------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A written project, in which all is in step, as the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "specs").mkdir()
    for file, text in WHOLE.items():
        Path(file).write_text(text, "utf-8")
    assert main(["generate"]) == 0
    return tmp_path


@pytest.fixture
def compiled_wholly(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many specs each compilation of the whole was of."""
    found: list[int] = []

    def counted(folder: PurePosixPath, texts: Texts, today: date, tell: Tell) -> Compiled:
        found.append(len(texts))
        return compile(folder, texts, today=today, tell=tell)

    monkeypatch.setattr(compiling, "compile", counted)
    return found


def change(job: str, *changes: projects.Change) -> None:
    file = Path(spec_of(job))
    file.write_text(projects.changed(file.read_text("utf-8"), *changes), "utf-8")


BY_ITSELF = {
    "a default": ("full_v1", ("default: -3", "default: -4")),
    "a step": ("full_v2", ('mini_batch_size: "5"', 'mini_batch_size: "6"')),
    "a comment": ("full_synapse", ("version: 1\n", "version: 1 # one\n")),
}
NOT_BY_ITSELF = {
    "a fault": ("full_v2", ('mini_batch_size: "5"', 'mini_batch: "5"')),
    "a name in the factory": ("full_v1", ("  triggers:\n    ", "  triggers:\n    new_")),
    "an endpoint": ("full_v2", ("  endpoint: ", "  endpoint: x-")),
}


@pytest.mark.parametrize(("job", "edit"), BY_ITSELF.values(), ids=BY_ITSELF)
def test_a_job_is_compiled_by_itself(
    job: str,
    edit: projects.Change,
    project: Path,
    compiled_wholly: list[int],
    capsys: pytest.CaptureFixture[str],
) -> None:
    change(job, edit)
    assert main(["generate"]) == 0
    assert "4 jobs in step" in capsys.readouterr().out
    assert compiled_wholly == []
    assert main(["generate"]) == 0
    assert "nothing changed" in capsys.readouterr().out
    here = generated(project)
    assert main(["check"]) == 0
    shutil.rmtree(project / "output")
    assert main(["generate"]) == 0
    assert compiled_wholly == [5, 5]  # by `check`, and where nothing was there
    assert generated(project) == here


def generated(project: Path) -> trees.Snapshot:
    """All files but the lock, which is not written for what changes no file."""
    found = trees.snapshot(project / "output").items()
    return {path: entry for path, entry in found if not path.startswith(".scorewright")}


@pytest.mark.parametrize(("job", "edit"), NOT_BY_ITSELF.values(), ids=NOT_BY_ITSELF)
def test_what_others_can_see_is_compiled_as_a_whole(
    job: str, edit: projects.Change, project: Path, compiled_wholly: list[int]
) -> None:
    change(job, edit)
    main(["generate"])
    assert compiled_wholly == [5]


def test_edits_are_merged_as_ever(project: Path, compiled_wholly: list[int]) -> None:
    code = project / "output/aml/full_v2/pipeline.py"
    code.write_text(code.read_text("utf-8") + "\n# mine\n", "utf-8")
    assert main(["generate"]) == 0
    del compiled_wholly[:]
    change("full_v2", BY_ITSELF["a step"][1])
    assert main(["generate"]) == 0
    assert compiled_wholly == []
    assert code.read_text("utf-8").endswith("\n# mine\n")
    assert main(["check"]) == 0


def test_an_edit_of_what_jobs_share_is_left_to_the_whole(
    project: Path, compiled_wholly: list[int]
) -> None:
    """Of what is shared, a part knows only that it stays the same."""
    shared = next(iter(sorted((project / "output/factory/linkedService").iterdir())))
    document = json.loads(shared.read_text("utf-8"))
    document["properties"]["description"] = "mine"
    shared.write_text(json.dumps(document, indent=4), "utf-8")
    assert main(["generate"]) == 0
    del compiled_wholly[:]
    change("full_v2", BY_ITSELF["a step"][1])
    assert main(["generate"]) == 0
    assert compiled_wholly == [5]
    assert "mine" in shared.read_text("utf-8")
    assert main(["check"]) == 0
