"""Whatever happens to the files in a folder of specs is noticed, and nothing else is."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.workspace.watching import Watch


class Pauses:
    """Instead of passing time, does one thing after the other, a thing in each pause."""

    def __init__(self, *deeds: Callable[[], object]) -> None:
        self.left = list(deeds)

    def __call__(self, seconds: float) -> None:
        assert seconds > 0
        if self.left:
            self.left.pop(0)()


def nothing() -> None:
    """Time passes."""


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    folder = tmp_path / "specs"
    folder.mkdir()
    for name in ("one.yaml", "two.yml", "notes.txt"):
        (folder / name).write_text("before")
    return folder


def changed(specs: Path, *deeds: Callable[[], object]) -> tuple[list[str], Pauses]:
    """The names that are given, and what was still to be done then."""
    pauses = Pauses(*deeds)
    return [*Watch(specs, pauses).wait()], pauses


DEEDS: dict[str, tuple[Callable[[Path], object], list[str]]] = {
    "another text": (lambda specs: (specs / "one.yaml").write_text("longer"), ["one.yaml"]),
    "another time": (lambda specs: os.utime(specs / "two.yml", (1, 1)), ["two.yml"]),
    "another file": (lambda specs: (specs / "three.yaml").write_text(""), ["three.yaml"]),
    "one file less": (lambda specs: (specs / "one.yaml").unlink(), ["one.yaml"]),
    "another name": (
        lambda specs: (specs / "one.yaml").rename(specs / "1.yaml"),
        ["1.yaml", "one.yaml"],
    ),
    "the folder is gone": (
        lambda specs: specs.rename(specs.with_name("other")),
        ["one.yaml", "two.yml"],
    ),
}


@pytest.mark.parametrize("name", DEEDS)
def test_a_change_is_noticed(specs: Path, name: str) -> None:
    deed, names = DEEDS[name]
    assert changed(specs, nothing, lambda: deed(specs))[0] == names


def test_a_change_while_nobody_waits_is_noticed(specs: Path) -> None:
    """As one that is made while the last change is still compiled."""
    watch = Watch(specs, Pauses())
    (specs / "one.yaml").write_text("longer")
    assert watch.wait() == ["one.yaml"]
    (specs / "two.yml").write_text("longer, too")
    assert watch.wait() == ["two.yml"]


def test_it_waits_until_all_is_written(specs: Path) -> None:
    names, pauses = changed(
        specs,
        lambda: (specs / "one.yaml").write_text("half"),
        lambda: (specs / "one.yaml").write_text("half and"),
        lambda: (specs / "two.yml").write_text("the other half"),
        nothing,
        lambda: (specs / "one.yaml").write_text("later"),
    )
    assert names == ["one.yaml", "two.yml"]
    assert len(pauses.left) == 1


def test_other_files_are_none_of_its_business(specs: Path) -> None:
    names, _ = changed(
        specs,
        lambda: (specs / "notes.txt").write_text("longer"),
        lambda: (specs / ".one.yaml.swp").write_text(""),
        lambda: (specs / "one.yaml").write_text("longer"),
    )
    assert names == ["one.yaml"]


def test_what_is_taken_back_at_once_was_no_change(specs: Path) -> None:
    three = specs / "three.yaml"
    names, _ = changed(
        specs,
        lambda: three.write_text(""),
        three.unlink,
        nothing,
        lambda: (specs / "one.yaml").write_text("longer"),
    )
    assert names == ["one.yaml"]


def test_a_folder_that_comes_later(tmp_path: Path) -> None:
    folder = tmp_path / "specs"
    names, _ = changed(folder, folder.mkdir, lambda: (folder / "one.yaml").write_text("a"))
    assert names == ["one.yaml"]
