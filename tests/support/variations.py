"""Specs in which one leaf of the language has another value, and what they compile to then."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import PurePosixPath

import yaml

from generator.compiler.compile import compile, draft
from generator.spec.nodes import Scalar
from generator.spec.schema import job_schema, project_schema
from tests.support import language
from tests.support.language import Exact, Leaf
from tests.support.other_values import others, renamed
from tests.support.projects import SPECS, Change, Texts
from tests.support.spots import scalars

PROJECT = SPECS / "project.yaml"
SCHEMAS = {"job": job_schema(), "project": project_schema()}
Built = Mapping[str, str]
_RESERVED = ("type", "role")


def built(texts: Texts) -> Built | None:
    """What specs compile to, or nothing if anything is said of them."""
    result = compile(SPECS, texts)
    if result.diagnostics:
        return None
    return {str(path): artifact.text for path, artifact in result.artifacts.items()}


@dataclass(frozen=True)
class Part:
    """A job with its project, as small as it compiles; or the project with all its jobs."""

    texts: Texts
    file: PurePosixPath

    @cached_property
    def built(self) -> Built:
        found = built(self.texts)
        assert found is not None, [str(each) for each in compile(SPECS, self.texts).diagnostics]
        return found

    @cached_property
    def nodes(self) -> Mapping[Exact, tuple[Scalar, int, int]]:
        """The scalars of the file by their ways, each with where it begins and ends."""
        return {
            (spot.path, spot.key): (node, start, end)
            for spot, node, start, end in scalars(self.file, self.texts[self.file])
        }

    @cached_property
    def leaves(self) -> Mapping[Exact, Leaf]:
        schema = SCHEMAS["project" if self.file == PROJECT else "job"]
        return language.ways(schema, yaml.load(self.texts[self.file], yaml.CBaseLoader))

    def known(self, key: str) -> Sequence[str]:
        """Texts that may stand at a key: what stands there elsewhere, then names of the job."""
        beside = [str(leaf.value) for leaf in self.leaves.values() if leaf.key == key]
        names = [str(exact[0][-1]) for exact in self.leaves if exact[1]]
        return [*dict.fromkeys([*beside, *names])][:8]

    def effect(self, other: Built | None) -> bool:
        """Whether other specs compile, to something else of the same job."""
        if other is None:
            return False
        if self.file == PROJECT:
            return other != self.built
        job = self.file.stem
        here, there = (
            {path: text for path, text in each.items() if job in path}
            for each in (self.built, other)
        )
        return here != there

    # one leaf

    def variations(self, exact: Exact) -> Iterator[Texts]:
        """The specs with another value, or another name, for a leaf."""
        leaf = self.leaves[exact]
        old = self.texts[self.file]
        names = exact[1] or leaf.key.endswith(".name")
        for spot in self._scalars_of(exact):
            node, start, end = self.nodes[spot]
            inside = Leaf(leaf.key, leaf.position, leaf.schema if spot == exact else {}, node.text)
            for text in others(inside, node, () if names else self.known(leaf.key)):
                yield {**self.texts, self.file: old[:start] + text + old[end:]}
        if names:
            for new in (f"{leaf.value}x", f"x{leaf.value}"):
                files = renamed([(str(f), text) for f, text in self.texts.items()], leaf.value, new)
                yield {PurePosixPath(file): text for file, text in files}

    def _scalars_of(self, exact: Exact) -> list[Exact]:
        """The scalar of a leaf; of data of the factory's own, all in them."""
        path, is_name = exact
        if is_name or not isinstance(self.leaves[exact].value, dict | list):
            return [exact]
        inside = (each for each in self.nodes if each[0][: len(path)] == path and each[0] != path)
        return sorted(inside, key=lambda each: each[1])

    def choice(self, exact: Exact, word: str) -> Texts:
        """The specs with one word of several for a leaf."""
        _, start, end = self.nodes[exact]
        old = self.texts[self.file]
        return {**self.texts, self.file: old[:start] + word + old[end:]}

    def changed(self, changes: Sequence[Change]) -> Texts:
        """The specs with other pieces of text, wherever they stand."""
        specs = dict(self.texts)
        for old, new in changes:
            assert any(old in text for text in specs.values()), f"{old!r} stands nowhere"
            specs = {file: text.replace(old, new) for file, text in specs.items()}
        return specs


@cache
def _part(texts: tuple[tuple[PurePosixPath, str], ...], file: PurePosixPath) -> Part:
    whole = dict(texts)
    if file != PROJECT:
        gone = [other.stem for other in whole if other not in (file, PROJECT)]
        ids = re.compile(rf"^ +({'|'.join(gone) or '-'}): [0-9a-f-]+\n", re.MULTILINE)
        alone = {PROJECT: ids.sub("", whole[PROJECT]), file: whole[file]}
        alone[PROJECT] = re.sub(r"^  \w+_ids:\n(?=\S|  \S)", "", alone[PROJECT], flags=re.M)
        if not draft(SPECS, alone).diagnostics:
            return Part(alone, file)
    return Part(whole, file)


def part(texts: Texts, file: PurePosixPath) -> Part:
    """The part of a project that has to be compiled for one of its files."""
    return _part(tuple(texts.items()), file)
