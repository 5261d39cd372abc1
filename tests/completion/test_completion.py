"""Completion, as a shell asks for it: real shells, with the script that is printed for them."""

import shutil
import subprocess
import sys
from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.cli import COMMANDS, main
from generator.cli.completing import NAMES
from tests.support.projects import LOAN

ROOT = LOAN.parent
SHELLS = ("bash", "zsh", "fish")
ALL_JOBS = {"customer_behavior", "loan_default", "sentiment"}
ASKED: Mapping[str, set[str]] = {
    "scorewright ": {*COMMANDS},
    "scorewright show ": ALL_JOBS,
    "scorewright show lo": {"loan_default "},
    "scorewright show loan_default --j": {"--json "},
    "scorewright run sentiment --tri": {"--trigger "},
    "scorewright run sentiment --trigger ": {"upload "},
    "scorewright run sentiment --param ": {"folder=", "file=", "threshold="},
    "scorewright run broken --trigger ": set(),
    "scorewright run loan_default --at ": set(),
    "scorewright generate --conflict ": {"stop", "markers", "ours", "theirs"},
    "scorewright generate --conflict=m": {"markers "},
    "scorewright check --specs oth": {"others/"},
    "scorewright show --specs others ": {"other "},
    "scorewright restore others/": {"others/other.yaml "},
    "scorewright completion ": {*SHELLS},
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of specs, one of them broken, and one elsewhere; `bin` has the command."""
    home = tmp_path_factory.mktemp("completion")
    shutil.copytree(LOAN, home / "specs")
    (home / "others").mkdir()
    (home / "others" / "other.yaml").write_text("name: other\n")
    (home / "bin").mkdir()
    command = home / "bin" / "scorewright"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -P -m generator "$@"\n')
    command.chmod(0o755)
    return home


def printed(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_takes_its_script(
    shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = printed(shell, capsys)
    assert "scorewright" in script
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    file = tmp_path / "script"
    file.write_text(script)
    subprocess.run([shell, "-n", str(file)], check=True)


ASK = """
source ./script
ask() {
    COMP_LINE="$1"; COMP_POINT=${#1}; COMP_TYPE=9; COMPREPLY=()
    _python_argcomplete scorewright
    local IFS='|'; echo "$1|${COMPREPLY[*]}"
}
"""


@pytest.fixture(scope="module")
def answers(home: Path) -> Mapping[str, set[str]]:
    """What bash would show for each line: one shell asks all."""
    broken = home / "specs" / "broken.yaml"
    environment = {"PATH": f"{home / 'bin'}:/usr/bin:/bin", "PYTHONPATH": str(ROOT)}
    script = "set -e\nscorewright completion bash > script\nset +e\n" + ASK
    first, rest = "scorewright run broken --trigger ", [*ASKED]
    rest.remove(first)
    broken.write_text("factory: [")
    script += f"ask '{first}'\nrm specs/broken.yaml\n" + "".join(f"ask '{each}'\n" for each in rest)
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        cwd=home,
        env={**environment, "XDG_CACHE_HOME": str(home / "cache")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    lines = (line.split("|") for line in done.stdout.splitlines())
    return {asked: {*found} - {""} for asked, *found in lines}


@pytest.mark.parametrize("asked", ASKED)
def test_bash_completes(asked: str, answers: Mapping[str, set[str]]) -> None:
    assert answers[asked] == ASKED[asked]


def test_environments_are_those_of_the_project() -> None:
    assert [*NAMES["environment"](parsed_args=Namespace(specs=LOAN))] == ["dev", "test", "prod"]
    assert [*NAMES["environment"](parsed_args=Namespace())] == [] or Path("specs").exists()


def test_nothing_of_it_is_loaded_where_no_shell_asks() -> None:
    code = (
        "import sys; from generator.cli import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "sys.exit('argcomplete' in sys.modules or 'yaml' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True)
