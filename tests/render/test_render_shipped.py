"""The layouts that are shipped are black's, and all that this repository's jobs need."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import black
import pytest

from generator import product
from generator.render import black_itself, shipped
from generator.render.shipped import FILE

ROOT = Path(__file__).parents[2]
LAYOUTS = [*shipped.shipped().items()]
_PARTS = 8
STALE = "templates, cases or black changed: run `make layouts`"


def test_the_table_is_of_this_black() -> None:
    assert f'"black": "{product.BLACK}"' in FILE.read_text("utf-8").split("\n")[0], STALE


@pytest.mark.parametrize("part", range(_PARTS))
def test_black_says_so(part: int) -> None:
    some: Sequence[tuple[tuple[int, str], str]] = LAYOUTS[part::_PARTS]
    assert some
    wrong = [
        text
        for (width, text), made in some
        if black.format_str(text, mode=black_itself._mode(width)) != made
    ]
    assert wrong == [], STALE


def test_black_is_not_needed_for_the_jobs_of_this_repository(tmp_path: Path) -> None:
    """With an empty cache, as in CI."""
    code = (
        "import sys; from generator.cli import main; assert main(['check']) == 0;"
        " assert 'black' not in sys.modules"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"XDG_CACHE_HOME": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, ""), STALE


def test_another_black_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(product, "BLACK", "99.0")
    assert shipped.shipped() == {}
