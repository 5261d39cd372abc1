"""What arm.py does beyond what the steps of CI show: linked templates, and what can be wrong."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator.factory.arm import LIMITS
from tests.ci.projects import FULL
from tests.ci.stand_ins import StandIns, stand_ins
from tests.support import cases
from tests.support.derived import documents, files

CASE = "services"
ENVIRONMENT = "prod"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def programs(tmp_path: Path) -> StandIns:
    return stand_ins(tmp_path / "programs", FULL, "github")


@pytest.fixture
def run(tmp_path: Path, programs: StandIns) -> Run:
    """Runs arm.py of a project that is too large for one template, and is published."""
    output = tmp_path / "output"
    for path, content in files(CASE, replace(LIMITS, resources=1)).items():
        file = output / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content), "utf-8")
    ids = {
        varying.parameter: {"value": "an id"}
        for document in documents(CASE)
        for varying in document.varying
        if varying.values is None
    }
    (output / "arm" / f"ids.{ENVIRONMENT}.json").write_text(json.dumps({"parameters": ids}))
    (output / "deploy").mkdir()
    for name in ("arm.py", "data_factory.py"):
        text = (cases.FOLDER / CASE / "output" / "deploy" / name).read_text("utf-8")
        (output / "deploy" / name).write_text(text, "utf-8")

    def run(fails: str = "", path: str = "") -> subprocess.CompletedProcess[str]:
        script = f'"$REAL" -S arm.py --environment {ENVIRONMENT}'
        given = {"PATH": path} if path else {}
        return programs.run(("/bin/bash", "-e"), script, str(output / "deploy"), given, fails)

    return run


def test_linked_templates_are_deployed_in_their_order(
    run: Run, programs: StandIns, tmp_path: Path
) -> None:
    """By number, of which 10 stands behind 4 and not behind 1."""
    linked = tmp_path / "output" / "arm" / "linkedTemplates"
    (linked / "ArmTemplate_3.json").rename(linked / "ArmTemplate_10.json")
    done = run()
    assert done.returncode == 0, done.stderr
    templates = [Path(call.split("--template-file ")[1].split()[0]) for call in programs.calls]
    numbers = [0, 1, 2, 4, 10]
    assert templates == [linked / f"ArmTemplate_{number}.json" for number in numbers]
    for template, given in zip(templates, programs.parameters, strict=True):
        assert given.keys() == json.loads(template.read_text("utf-8"))["parameters"].keys()


def test_nothing_is_deployed_behind_a_template_that_fails(run: Run, programs: StandIns) -> None:
    done = run(fails="az")
    assert done.returncode == 2
    assert done.stderr == "error: ArmTemplate_0.json is not deployed as a whole\n"
    assert len(programs.calls) == 1


def test_without_az_it_says_what_to_install(run: Run) -> None:
    done = run(path="/nowhere")
    assert done.returncode == 1
    assert done.stderr == "error: az is not there: install the Azure CLI, then az login\n"
