"""The same specs give the same bytes: always, everywhere, in whatever order they are read."""

import json
import locale
from pathlib import Path

import pytest

from generator.compiler.compile import compile
from generator.workspace.specs import read_specs
from tests.support import cases, projects
from tests.support.cases import CASES
from tests.support.digests import digests
from tests.support.generated import ROOT, run

every_case = pytest.mark.parametrize("case", CASES)


def check_same(case: str, texts: projects.Texts) -> None:
    """Check that texts compile to what the case compiled to, in the same order."""
    again = compile(projects.SPECS, texts)
    assert list(again.artifacts.values()) == list(cases.compiled(case).artifacts.values())


@every_case
def test_a_second_time_gives_the_same_in_any_order_of_files(case: str) -> None:
    check_same(case, dict(reversed(list(CASES[case].items()))))


@every_case
def test_line_ends_and_a_byte_order_mark_do_not_matter(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a checkout on Windows, and an editor there, leave them."""
    folder = tmp_path / projects.SPECS
    folder.mkdir()
    for file, text in CASES[case].items():
        (tmp_path / file).write_bytes(("\ufeff" + text).replace("\n", "\r\n").encode())
    monkeypatch.chdir(tmp_path)
    check_same(case, read_specs(Path(projects.SPECS)))


def has_locale(name: str) -> bool:
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, name)
    except locale.Error:
        return False
    locale.setlocale(locale.LC_CTYPE, before)
    return True


# Python would make UTF-8 of the plainest locale; here files are really read as ASCII by default.
PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
TURKISH = {"LC_ALL": "tr_TR.UTF-8"}


@pytest.mark.parametrize(
    "environment",
    [
        PLAIN | {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"},
        {"LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "TZ": "America/St_Johns"},
        pytest.param(
            TURKISH | {"PYTHONHASHSEED": "3", "TZ": "Asia/Kathmandu"},
            marks=pytest.mark.skipif(
                not has_locale(TURKISH["LC_ALL"]), reason="the Turkish locale is not installed"
            ),
        ),
    ],
    ids=lambda environment: environment["LC_ALL"],
)
def test_another_process_gives_the_same(environment: dict[str, str], tmp_path: Path) -> None:
    printed = run(["-m", "tests.support.digests"], tmp_path, [ROOT], **environment)
    assert json.loads(printed) == digests()
