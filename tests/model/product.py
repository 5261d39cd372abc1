"""Scorewright as the model runs it: in this process, with templates that change, and quickly."""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path, PurePosixPath
from types import CodeType

import pytest

from generator import product
from generator.cli import generating
from generator.compiler import compile as compiler
from generator.compiler import contracts
from generator.compiler.compile import Compiled
from generator.compiler.sync import Sync
from generator.render.engine import Engine
from generator.workspace.artifacts import Artifact
from tests.support.fast import fast

_USERS = ("cli.compiling", "compiler.causes")
"""The modules that compile."""
_PARSE: Callable[[Engine, str, str, str], CodeType] = Engine.compile
_PART: Callable[..., Sync | None] = generating.synchronized_part
_PARSED: dict[tuple[str, str], CodeType] = {}
_WORKER = '"""What one worker process keeps between its mini-batches."""'
_CALLED = '"""Called once in each worker process."""'
_LABELS = '"annotations": {{ pipeline.annotations }},'
_METRIC = '"policy": {"elapsedTimeMetric": {"duration": "0.10:00:00"}},'

CHANGES: tuple[Mapping[str, tuple[str, str]], ...] = (
    {},
    {
        "aml/shared/score.py.j2": (_WORKER, '"""What a process keeps for all its batches."""'),
        "factory/pipeline.json.j2": (_LABELS, f"{_LABELS}\n    {_METRIC}"),
        "aml/shared/environment.yml.j2": ("  - pip\n", "  - pip=25.0\n"),
    },
    {
        "aml/shared/score.py.j2": (_CALLED, '"""Called first in each worker process."""'),
        "aml/shared/contract.py.j2": ("A reader of integers", "What reads integers"),
        "factory/trigger.json.j2": ('"runtimeState": "Stopped",', ""),
    },
)
"""What each version of the templates has other than the first."""


class Product:
    """The product with one of the versions of its templates; `version` says which.

    `seen` counts what has happened in all lives.
    """

    def __init__(self, folder: Path) -> None:
        self.version = 0
        self.seen = Counter[str]()
        self._folders = [_templates(folder / str(n), each) for n, each in enumerate(CHANGES)]

    @property
    def templates(self) -> Path:
        """The folder of the templates of now."""
        return self._folders[self.version]

    def compile(
        self, folder: PurePosixPath, texts: Mapping[PurePosixPath, str], **_: object
    ) -> Compiled:
        """Compile, each thing once: it is a pure function."""
        return self._once(folder, tuple(sorted(texts.items())), self.version)

    def artifacts(self, texts: Mapping[str, str]) -> dict[str, Artifact]:
        """What specs compile to, each by the name of its file."""
        files = {PurePosixPath("specs", name): text for name, text in texts.items()}
        compiled = self.compile(PurePosixPath("specs"), files)
        assert not compiled.diagnostics, [str(each) for each in compiled.diagnostics]
        return {str(path): artifact for path, artifact in compiled.artifacts.items()}

    def synchronized_part(self, *arguments: object, **named: object) -> Sync | None:
        """Decide by a part of all specs, and count it if it was enough."""
        found = _PART(*arguments, **named)
        self.seen["part"] += found is not None
        return found

    def _once(
        self, folder: PurePosixPath, texts: tuple[tuple[PurePosixPath, str], ...], version: int
    ) -> Compiled:
        return _compiled(folder, texts, self._folders[version])


@cache
def _compiled(
    folder: PurePosixPath, texts: tuple[tuple[PurePosixPath, str], ...], templates: Path
) -> Compiled:
    return compiler.compile(folder, dict(texts), templates)


def _parsing(engine: Engine, source: str, name: str, filename: str) -> CodeType:
    """Parse a template, which most versions share, once; its name says the language."""
    if (source, name) not in _PARSED:
        _PARSED[source, name] = _PARSE(engine, source, name, filename)
    return _PARSED[source, name]


def _templates(folder: Path, changes: Mapping[str, tuple[str, str]]) -> Path:
    shutil.copytree(product.templates_folder(), folder, dirs_exist_ok=True)
    for name, (old, new) in changes.items():
        text = (folder / name).read_text("utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        (folder / name).write_text(text.replace(old, new), "utf-8")
    return folder


@contextmanager
def installed(folder: Path) -> Iterator[Product]:
    """Let all commands use the product that is given, until the end."""
    made = Product(folder)
    digest, read_offers = cache(product.digest), cache(contracts.read_offers)
    with fast(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(product, "templates_folder", lambda: made.templates)
        patch.setattr(compiler, "templates_folder", lambda: made.templates)
        patch.setattr(product, "digest", digest)
        patch.setattr(contracts, "read_offers", read_offers)
        patch.setattr(Engine, "compile", _parsing)
        patch.setattr(os, "fsync", lambda file: None)
        patch.setattr(generating, "synchronized_part", made.synchronized_part)
        for name in _USERS:
            patch.setattr(import_module(f"generator.{name}"), "compile", made.compile)
        yield made
