"""The documents of one service's folder, laid out as its Git integration reads it."""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath

from msgspec import Struct

from generator.diagnostics import Code, Diagnostic, Place, nearest
from generator.diagnostics.place import pointer
from generator.expression import Problem, Service
from generator.expression.values import Json
from generator.factory.documents import Kind
from generator.factory.read import Document
from generator.factory.read.documents import Node
from generator.factory.read.values import DEEPEST, leaf
from generator.local.factory.faults import Refused
from generator.local.factory.positions import Lines, spans, within

_NAMES: dict[Kind, tuple[Code, str]] = {
    "pipeline": (Code.UNKNOWN_PIPELINE, "pipeline"),
    "trigger": (Code.UNKNOWN_TRIGGER, "trigger"),
    "dataset": (Code.UNKNOWN_RESOURCE, "dataset"),
    "linkedService": (Code.UNKNOWN_LINKED_SERVICE, "linked service"),
    "credential": (Code.UNKNOWN_RESOURCE, "credential"),
}


class _File(Struct, frozen=True, dict=True):
    document: Document
    text: str

    @cached_property
    def spans(self) -> dict[tuple[str | int, ...], tuple[int, int]]:
        return spans(self.text)

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.text)


class Documents:
    """Reads documents when they are asked for, each once; Azure compares their names without case.

    Args:
        folder: such as `output/factory`; it holds `pipeline/`, `trigger/` and so on.
        service: whose documents these are.
        factory: the name that `pipeline().DataFactory` gives.
        texts: what the files hold, by their paths, if they are not to be read from the disk.
    """

    def __init__(
        self,
        folder: Path,
        service: Service = "data_factory",
        factory: str = "local",
        texts: Mapping[Path, str] | None = None,
    ) -> None:
        self.folder, self.service, self.factory = folder, service, factory
        self._texts = texts
        self._files: dict[Path, _File] = {}

    def get(self, kind: Kind, name: str, asked: Node | None = None) -> Document:
        """A document by its name.

        Args:
            kind: what it is, by the name of its folder.
            name: the resource's name, which in Git is the file's.
            asked: where the name stands, if it stands in a document.

        Raises:
            Refused: there is none, or it cannot be read.
        """
        for path in self._paths(kind):
            if path.stem.casefold() == name.casefold():
                return self._read(path).document
        known = self.names(kind)
        code, what = _NAMES[kind]
        near = nearest(name, known)
        hint = f"did you mean '{near}'?" if near else f"there are: {', '.join(known) or 'none'}"
        place = self.place(asked) if asked else Place(PurePosixPath(self.folder / kind))
        raise Refused([Diagnostic(code, f"there is no {what} '{name}'", place, hint)])

    def names(self, kind: Kind) -> tuple[str, ...]:
        """The names of all documents of a kind."""
        return tuple(path.stem for path in self._paths(kind))

    @cached_property
    def global_parameters(self) -> dict[str, Json]:
        """What `factory/NAME.json` declares, which Synapse does not have."""
        found: dict[str, Json] = {}
        for path in self._paths("factory"):
            declared = self._read(path).document.root.member("properties", "globalParameters")
            for name, one in declared.members() if declared else ():
                value = one.member("value")
                found[name] = value.content if value else None
        return found

    def place(self, node: Node, problem: Problem | None = None) -> Place:
        """Where a value stands, by line and column too; of a text, only what is wrong in it."""
        file = self._files.get(Path(node.file))
        way = leaf(node).path
        if file is None or way not in file.spans:
            return node.place
        start, end = file.spans[way]
        if problem is not None and file.text[start] == '"':
            first, last = within(file.text[start:end], problem.start, problem.end)
            start, end = start + first, start + last
        line, column = file.lines.at(start)
        return Place(node.file, line, column, column + end - start, leaf(node).place.pointer)

    def pointed(self, place: Place) -> Place:
        """A place that is known by its pointer, by line and column too."""
        file = self._files.get(Path(place.file))
        ways = {pointer(way): span for way, span in file.spans.items()} if file else {}
        if file is None or place.pointer not in ways:
            return place
        start, end = ways[place.pointer]
        line, column = file.lines.at(start)
        return Place(place.file, line, column, column + end - start, place.pointer)

    @property
    def texts(self) -> dict[PurePosixPath, str]:
        """The files that were read, for whoever prints a diagnostic."""
        return {file.document.file: file.text for file in self._files.values()}

    def _paths(self, kind: str) -> Iterator[Path]:
        folder = self.folder / kind
        if self._texts is None:
            return iter(sorted(folder.glob("*.json")))
        return iter(sorted(path for path in self._texts if path.parent == folder))

    def _read(self, path: Path) -> _File:
        if path not in self._files:
            known = None if self._texts is None else self._texts[path]
            self._files[path] = read_json(path) if known is None else json_file(path, known)
        return self._files[path]


def read_json(path: Path) -> _File:
    """A JSON file as a document.

    Raises:
        Refused: it cannot be read, or is no JSON.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        place = Place(PurePosixPath(path))
        raise _unreadable(f"the file cannot be read: {error}", place) from None
    return json_file(path, text)


def json_file(path: Path, text: str) -> _File:
    """The text of a JSON file as a document.

    Raises:
        Refused: it is no JSON.
    """
    shown = PurePosixPath(path)
    try:
        content: Json = json.loads(text, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        place = Place(shown, error.lineno, error.colno, error.colno + 1)
        raise _unreadable(f"the file is no JSON: {error.msg}", place) from None
    except (ValueError, RecursionError) as error:
        raise _unreadable(f"the file cannot be read: {error}", Place(shown)) from None
    file = _File(Document(shown, content), text)
    if max(map(len, file.spans)) > DEEPEST:
        raise _unreadable("the file is nested too deeply", Place(shown))
    return file


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def _unreadable(message: str, place: Place) -> Refused:
    return Refused([Diagnostic(Code.UNREADABLE_SIDE, message, place)])
