"""`scorewright doctor`: what is found on machines and in folders of all kinds."""

import json
import shutil
import subprocess
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from generator.cli import main
from generator.doctor import packages
from tests.local.run.small import JOB, PROJECT

ROOT = Path(__file__).parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
INSTALLED = {
    "black": "26.10.1",
    "jinja2": "3.1.6",
    "fsspec": "2026.9.0",
    "azure-ai-ml": "1.35.2",
    "distributed": "2026.8.0",
}
REQUIRES = [
    "black<27,>=26",
    "jinja2<4,>=3.1",
    'tomli; python_version < "3.0"',
    'azure-ai-ml<2,>=1.35; extra == "aml"',
    'fsspec>=2024.6; extra == "aml"',
    'distributed<2027,>=2026.8; extra == "dask"',
    'pyarrow; extra == "parquet"',
    'black; extra == "dev"',
]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The packages of a machine, with their versions, to be changed."""
    there = dict(INSTALLED)

    def version(package: str) -> str:
        if package not in there:
            raise metadata.PackageNotFoundError(package)
        return there[package]

    monkeypatch.setattr(packages.metadata, "version", version)
    monkeypatch.setattr(packages.metadata, "requires", lambda _: REQUIRES)
    return there


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in no repository, as the current one; nothing is kept from earlier runs."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def examined(capsys: pytest.CaptureFixture[str], expected: int) -> dict[str, dict[str, str]]:
    """What is found, by its name; machines and people are told the same."""
    assert main(["doctor", "--json"]) == expected
    told = json.loads(capsys.readouterr().out)
    assert main(["doctor"]) == expected
    text = capsys.readouterr().out
    for each in told["findings"]:
        assert each["found"] in text
        assert each["hint"] in text
    assert told["ok"] == (expected == 0)
    assert text.endswith("All that is needed is there.\n" if expected == 0 else " to mend.\n")
    return {each["name"]: each for each in told["findings"]}


Captured = pytest.CaptureFixture[str]


def test_an_empty_folder_lacks_nothing_that_is_needed(
    here: Path, installed: dict[str, str], capsys: Captured
) -> None:
    found = examined(capsys, 0)
    assert found["packages"]["found"] == "black 26.10.1, jinja2 3.1.6"
    assert found["extra aml"]["state"] == "ok"
    assert found["extra parquet"]["state"] == "missing"
    assert found["extra parquet"]["hint"] == 'pip install "scorewright[parquet]"'
    assert found["specs"]["state"] == "missing"
    assert "in no repository" in found["git"]["found"]
    assert not [*here.iterdir()]


@pytest.mark.parametrize(
    ("package", "version", "name", "state", "words"),
    [
        ("black", "25.1.0", "packages", "wrong", "black is 25.1.0, and <27,>=26 is needed"),
        ("jinja2", None, "packages", "wrong", "jinja2 is not installed"),
        ("azure-ai-ml", None, "extra aml", "missing", "pipelines of SDK v2"),
        ("azure-ai-ml", "1.2", "extra aml", "wrong", "azure-ai-ml is 1.2, and <2,>=1.35 is needed"),
        ("distributed", None, "extra dask", "missing", "a Dask cluster"),
        ("azureml-pipeline-core", "1.62", "SDK v1", "ok", "support ended on 2026-06-30"),
    ],
)
def test_packages_are_looked_at(
    package: str,
    version: str | None,
    name: str,
    state: str,
    words: str,
    here: Path,
    installed: dict[str, str],
    capsys: Captured,
) -> None:
    if version is None:
        del installed[package]
    else:
        installed[package] = version
    found = examined(capsys, 1 if state == "wrong" else 0)[name]
    assert found["state"] == state
    assert words in found["found"]
    assert name not in ("packages",) or package in found["hint"]


def test_who_is_not_installed_is_told(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    def requires(package: str) -> list[str]:
        raise metadata.PackageNotFoundError(package)

    monkeypatch.setattr(packages.metadata, "requires", requires)
    found = examined(capsys, 0)
    assert found["packages"]["state"] == "missing"
    assert not any(name.startswith("extra") for name in found)


def test_a_folder_of_specs_is_compiled(
    here: Path, installed: dict[str, str], capsys: Captured
) -> None:
    (here / "specs").mkdir()
    (here / "specs" / "project.yaml").write_text(PROJECT)
    (here / "specs" / "small.yaml").write_text(JOB.replace("SDK", "v1"))
    assert examined(capsys, 0)["specs"]["found"].startswith("1 job in specs")
    (here / "specs" / "small.yaml").write_text(JOB.replace("SDK", "v3"))
    broken = examined(capsys, 1)["specs"]
    assert broken["found"] == "1 error in specs"
    assert "scorewright check" in broken["hint"]
    (here / "specs" / "small.yaml").write_bytes(b"\xff")
    assert examined(capsys, 1)["specs"]["state"] == "wrong"


@pytest.mark.parametrize("rule", ["output/.scorewright/", ".*"])
def test_a_lock_that_git_ignores_is_told(
    rule: str, here: Path, installed: dict[str, str], capsys: Captured
) -> None:
    subprocess.run(["git", "init", "--quiet"], check=True)
    assert examined(capsys, 0)["lock"]["found"] == "nothing was generated into output yet"
    (here / "output" / ".scorewright").mkdir(parents=True)
    (here / "output" / ".scorewright" / "_project.json").touch()
    assert examined(capsys, 0)["lock"]["state"] == "ok"
    (here / ".gitignore").write_text(f"# ours\n{rule}\n")
    found = examined(capsys, 1)["lock"]
    assert f"take {rule!r} out of line 2 of .gitignore" in found["hint"]


def test_a_machine_without_git_is_told(
    here: Path, installed: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("PATH", str(here))
    found = examined(capsys, 0)
    assert found["git"]["state"] == "missing"
    assert found["command"]["state"] == "missing"
    assert "lock" not in found


def test_a_cache_that_cannot_be_is_told(
    here: Path, installed: dict[str, str], capsys: Captured
) -> None:
    cache = here.parent / "cache"
    (cache / "scorewright").mkdir(parents=True)
    (cache / "scorewright" / "kept").write_bytes(b"." * 1_500)
    assert examined(capsys, 0)["cache"]["found"].endswith(", 2 kB")
    shutil.rmtree(cache)
    cache.write_text("in the way")
    assert examined(capsys, 1)["cache"]["found"].endswith("cannot be written")


# one table ----------------------------------------------------------------------------------------


def test_every_extra_is_told_but_that_of_developers() -> None:
    assert packages.EXTRAS.keys() | {"dev"} == PYPROJECT["optional-dependencies"].keys()


def test_what_is_looked_at_is_what_the_project_file_says(monkeypatch: pytest.MonkeyPatch) -> None:
    def line(requirement: str, extra: str) -> str:
        return f'{requirement}; extra == "{extra}"'

    extras = PYPROJECT["optional-dependencies"]
    lines = [*PYPROJECT["dependencies"]]
    lines += [line(each, extra) for extra, listed in extras.items() for each in listed]
    monkeypatch.setattr(packages.metadata, "requires", lambda _: lines)
    assert packages.needed().state == "ok", packages.needed()
    for found in packages.extras():
        named = [Requirement(each).name for each in extras[found.name.removeprefix("extra ")]]
        assert found.state != "ok" or all(each in found.found for each in named)
