"""An empty home, and one project of each kind that `new` can make."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from cookiecutter import config

from generator.cli import main
from tests.support.once import once

EXAMPLES = ("loan_default", "sentiment", "customer_behavior", "blank")
KINDS = tuple(
    itertools.product(
        EXAMPLES, ("github", "azure_devops"), ("data_factory", "synapse"), ("v1", "v2")
    )
)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a project was made of."""

    example: str
    ci: str
    service: str
    sdk: str

    @property
    def name(self) -> str:
        return f"{self.example}-{self.ci}-{self.service}-{self.sdk}"

    @property
    def job(self) -> str:
        return "scoring" if self.example == "blank" else self.example


ALL = [Kind(*kind) for kind in KINDS]


@contextmanager
def at_home(home: Path) -> Iterator[None]:
    """An empty home, also for cookiecutter, which looked for it when it was imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(home))
        patch.delenv("COOKIECUTTER_CONFIG", raising=False)
        patch.setenv("XDG_CACHE_HOME", str(home / ".cache"))
        patch.setattr(config, "USER_CONFIG_PATH", str(home / ".cookiecutterrc"))
        for key, folder in (
            ("replay_dir", ".cookiecutter_replay"),
            ("cookiecutters_dir", ".cookies"),
        ):
            patch.setitem(config.DEFAULT_CONFIG, key, str(home / folder))
        yield


def scorewright(*arguments: str) -> str:
    """What a command prints, in the order of a terminal, and its exit code."""
    told = StringIO()
    with redirect_stdout(told), redirect_stderr(told):
        code = main(arguments)
    return f"{told.getvalue()}[exit {code}]\n"


def tree(folder: Path) -> dict[str, bytes | None]:
    """All files and folders below a folder, with their bytes."""
    paths = sorted(folder.rglob("*"))
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in paths
        if ".git" not in path.relative_to(folder).parts
    }


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder as the current one, its `home` beside it."""
    home, folder = tmp_path / "home", tmp_path / "here"
    home.mkdir()
    folder.mkdir()
    monkeypatch.chdir(folder)
    with at_home(home):
        yield folder


@pytest.fixture(scope="session")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project of each kind, by the kind's name."""
    return once(tmp_path_factory, "new_projects", _make_all)


def _make_all(target: Path) -> None:
    here = Path.cwd()
    with at_home(target / "home"):
        (target / "home").mkdir()
        os.chdir(target)
        try:
            for kind in ALL:
                said = scorewright(
                    *("new", kind.name, "--no-input", f"example={kind.example}", f"ci={kind.ci}"),
                    *(f"service={kind.service}", f"sdk={kind.sdk}"),
                )
                assert said.endswith("[exit 0]\n"), said
        finally:
            os.chdir(here)
