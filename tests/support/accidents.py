"""What can happen to a run, by the words with which cases tell of it."""

import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from generator import product
from generator.cli import generating
from generator.cli import writing as cli_writing
from generator.workspace.transaction import guarding, writing
from tests.support.transactions import Died, fail

Patch = pytest.MonkeyPatch
Accident = Callable[[], AbstractContextManager[None]]
OUTPUT = Path("output")
"""The output folder of a case, in which tests run."""


def _patched(change: Callable[[Patch], None]) -> Accident:
    @contextmanager
    def accident() -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            change(patch)
            yield

    return accident


def _killed(patch: Patch) -> None:
    """Die when two of the files are in their places: nobody takes anything back."""
    real, put = os.replace, 0

    def replace(source: str, target: str) -> None:
        nonlocal put
        put += "/.run/" in str(source) and "/.scorewright/" not in str(target)
        if put > 2:
            raise Died
        real(source, target)

    patch.setattr(os, "replace", replace)
    patch.setattr(writing._Work, "take_back", lambda work, error: None)


def _full_disk(patch: Patch) -> None:
    fail(patch, "write", errno.ENOSPC, 2, 1_000)


def _read_only(patch: Patch) -> None:
    for name in ("mkdir", "replace", "unlink"):
        fail(patch, name, errno.EROFS, 0, 1_000)


def _saved_meanwhile(patch: Patch) -> None:
    def apply(plan: object) -> None:
        with (OUTPUT / "factory/pipeline/churn.json").open("a") as file:
            file.write("\n")
        real(plan)  # type: ignore[arg-type]

    real = cli_writing.apply
    patch.setattr(cli_writing, "apply", apply)


def _spec_saved(patch: Patch) -> None:
    """The spec gets another text as soon as it has been read."""
    real, spec = generating.read_specs, Path("specs/churn.yaml")

    def read_specs(*arguments: Any) -> object:
        texts = real(*arguments)
        text = spec.read_text("utf-8")
        assert "default: 0.6" in text
        spec.write_text(text.replace("default: 0.6", "default: 0.7"), "utf-8")
        return texts

    patch.setattr(generating, "read_specs", read_specs)


@contextmanager
def _another_run(*, ends: bool) -> Iterator[None]:
    """Another run holds the folder, until this one has begun to wait, or longer than it waits."""
    OUTPUT.mkdir(exist_ok=True)
    other = os.open(OUTPUT, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    now = iter(range(0, 1_000_000, 100))

    def sleep(_: float) -> None:
        if ends:
            fcntl.flock(other, fcntl.LOCK_UN)

    with pytest.MonkeyPatch.context() as patch:
        clock = SimpleNamespace(monotonic=lambda: next(now), sleep=sleep)
        patch.setattr(guarding, "time", clock)
        try:
            yield
        finally:
            os.close(other)


@contextmanager
def _other_templates(*, known: bool) -> Iterator[Patch]:
    """Templates that give other texts; `known` if their digest tells so."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name, "templates")
        shutil.copytree(product.templates_folder(), folder)
        template = folder / "aml/shared/environment.yml.j2"
        text = template.read_text("utf-8")
        template.write_text(text.replace("  - pip\n", "  - pip>=24\n"), "utf-8")
        assert template.read_text("utf-8") != text
        patch.setattr("generator.compiler.compile.templates_folder", lambda: folder)
        if known:
            patch.setattr(product, "templates_folder", lambda: folder)
        yield patch


@contextmanager
def _with_templates() -> Iterator[None]:
    with _other_templates(known=True):
        yield


@contextmanager
def _with_scorewright() -> Iterator[None]:
    with _other_templates(known=False) as patch:
        patch.setattr(product, "version", lambda: "1.1.0")
        yield


@contextmanager
def _with_black() -> Iterator[None]:
    with _other_templates(known=False) as patch:
        patch.setattr(product, "BLACK", "27.1.0")
        yield


ACCIDENTS: Mapping[str, Accident] = {
    "is killed": _patched(_killed),
    "on a full disk": _patched(_full_disk),
    "on a read-only file system": _patched(_read_only),
    "while an editor saves churn.json": _patched(_saved_meanwhile),
    "while somebody saves churn.yaml": _patched(_spec_saved),
    "while another run is at work": lambda: _another_run(ends=True),
    "while another run is at work that does not end": lambda: _another_run(ends=False),
    "with another template": _with_templates,
    "of Scorewright 1.1.0": _with_scorewright,
    "with black 27.1.0": _with_black,
}
