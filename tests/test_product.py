"""What the product says of itself changes with its code."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator import product


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package in a checkout, and a user's cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "checkout" / "generator"
    (folder / "inside" / "data").mkdir(parents=True)
    (folder.parent / "pyproject.toml").touch()
    for name in ("one.py", "inside/two.py", "inside/data/table.json"):
        (folder / name).write_text("1\n", encoding="utf-8")
    monkeypatch.setattr(product, "_PACKAGE", folder)
    return folder


def version() -> str:
    """As another process would tell it."""
    product.version.cache_clear()
    return product.version()


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    yield
    product.version.cache_clear()


CHANGES: dict[str, Callable[[Path], object]] = {
    "another text": lambda folder: (folder / "inside" / "two.py").write_text("2\n"),
    "another file": lambda folder: (folder / "three.py").touch(),
    "a file where none was": lambda folder: (folder / "inside" / "data" / "four.py").touch(),
    "a file less": lambda folder: (folder / "one.py").unlink(),
    "a file elsewhere": lambda folder: (folder / "one.py").rename(folder / "inside" / "one.py"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_other_code_is_another_version(package: Path, change: Callable[[Path], object]) -> None:
    before = version()
    change(package)
    after = version()
    assert after != before
    assert after.endswith(product.digest(package, ".py")[:12])


def test_code_that_nobody_touched_is_not_read(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version()

    def read(folder: Path, ending: str) -> str:
        raise AssertionError("it was read")

    monkeypatch.setattr(product, "digest", read)
    assert version() == before


def test_data_are_no_code(package: Path) -> None:
    before = version()
    (package / "inside" / "data" / "table.json").write_text("2\n", encoding="utf-8")
    assert version() == before


def test_an_installed_package_has_its_version(package: Path) -> None:
    (package.parent / "pyproject.toml").unlink()
    assert version() == product.__version__
