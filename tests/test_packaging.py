"""The wheel: it installs one package, carries the templates, and works away from the checkout."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def run(*command: str, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    run(
        *(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target)),
        str(ROOT),
        cwd=target,
    )
    (found,) = target.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's contents in a folder of their own, as `pip install --target` puts them."""
    target = tmp_path_factory.mktemp("installed")
    run(
        *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"),
        *("--disable-pip-version-check", "--target", str(target), str(wheel)),
        cwd=target,
    )
    return target


def test_generator_is_the_only_module_it_installs(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"generator"}


def test_the_wheel_carries_every_template(wheel: Path) -> None:
    inside = "generator/templates/"
    names = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith(inside)}
    templates = ROOT / "templates"
    assert names == {
        f"{inside}{path.relative_to(templates).as_posix()}"
        for path in templates.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_wheel_carries_the_stand_in_for_sdk_v1(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    stand_in = ROOT / "generator" / "local" / "aml" / "stand_in"
    files = {path.relative_to(ROOT).as_posix() for path in stand_in.rglob("*.py")}
    assert files <= set(names)


def test_the_wheel_carries_what_explains_diagnostics(wheel: Path) -> None:
    explained = ROOT / "generator" / "diagnostics" / "explained"
    files = {path.relative_to(ROOT).as_posix() for path in explained.glob("*.md")}
    assert files <= {*zipfile.ZipFile(wheel).namelist()}


def test_it_compiles_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    code = (
        "import generator, sys; from generator.cli import main;"
        f"assert generator.__file__.startswith({str(installed)!r}), generator.__file__;"
        "sys.exit(main(sys.argv[1:]))"
    )
    specs = str(ROOT / "specs")
    run(
        *(sys.executable, "-P", "-c", code, "generate", "--specs", specs),
        *("--output", "made"),
        cwd=tmp_path,
        PYTHONPATH=str(installed),
    )
    made = tmp_path / "made" / "factory" / "pipeline" / "loan_default.json"
    committed = ROOT / "output" / "factory" / "pipeline" / "loan_default.json"
    assert made.read_bytes() == committed.read_bytes()


def test_its_workers_start_away_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "input").mkdir()
    (tmp_path / "input" / "a.txt").touch()
    (tmp_path / "score.py").write_text("def run(mini_batch):\n    return mini_batch\n")
    code = (
        "import sys; from pathlib import Path;"
        "from generator.local.parallel import ParallelStep, Settings, run_step;"
        "here = Path.cwd(); settings = Settings(processes=1);"
        "step = ParallelStep('score', here, 'score.py', (), [here / 'input'], False,"
        " here / 'output', settings, {}, here / 'logs');"
        "run_step(step, print);"
        f"assert sys.modules[run_step.__module__].__file__.startswith({str(installed)!r})"
    )
    run(sys.executable, "-P", "-c", code, cwd=tmp_path, PYTHONPATH=str(installed))
    scored = tmp_path / "output" / "parallel_run_step.txt"
    assert scored.read_text() == f"{tmp_path / 'input' / 'a.txt'}\n"


def test_the_command_is_called_scorewright(installed: Path) -> None:
    (metadata,) = installed.glob("*.dist-info")
    entry_points = (metadata / "entry_points.txt").read_text(encoding="utf-8")
    assert "scorewright = generator.cli:main" in entry_points
    assert "Name: scorewright\n" in (metadata / "METADATA").read_text(encoding="utf-8")


def test_two_builds_give_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    run(
        *(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path)),
        str(ROOT),
        cwd=tmp_path,
    )
    assert (tmp_path / wheel.name).read_bytes() == wheel.read_bytes()
