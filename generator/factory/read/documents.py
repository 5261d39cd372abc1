"""JSON documents of a factory, and a way to look into them that cannot fail."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from msgspec import Struct

from generator.contract.values import Json
from generator.diagnostics import Path, Place
from generator.diagnostics.place import pointer


class Node(Struct, frozen=True):
    """A value in a document, and the way to it.

    Names of members are compared without case, as Data Factory and Azure ML do; where two differ
    in case only, the one spelled as asked for is taken, else the first.

    `constant` marks what was parsed out of one constant text, as a request body often is: nothing
    in it is evaluated, and all of it stands where the text stands, since a JSON pointer cannot
    point into text.
    """

    content: Json
    file: PurePosixPath
    path: Path = ()
    constant: bool = False

    @property
    def place(self) -> Place:
        """Where the value stands."""
        return Place(self.file, pointer=pointer(self.path))

    @property
    def text(self) -> str | None:
        """The value, if it is text."""
        return self.content if isinstance(self.content, str) else None

    @property
    def is_object(self) -> bool:
        """Whether the value is a JSON object."""
        return isinstance(self.content, Mapping)

    @property
    def is_list(self) -> bool:
        """Whether the value is a JSON list."""
        return isinstance(self.content, Sequence) and not isinstance(self.content, str)

    def member(self, *names: str) -> "Node | None":
        """What stands under these names, each in the one before; None if nothing or null does."""
        node: Node | None = self
        for name in names:
            node = node._named(name) if node else None
        return node if node and node.content is not None else None

    def members(self) -> Iterator[tuple[str, "Node"]]:
        """Every member of an object by its name; nothing if this is no object."""
        if isinstance(self.content, Mapping):
            for name, content in self.content.items():
                yield name, self._child(name, content)

    def items(self) -> Iterator["Node"]:
        """Every item of a list; nothing if this is no list."""
        if isinstance(self.content, Sequence) and not isinstance(self.content, str):
            for index, content in enumerate(self.content):
                yield self._child(index, content)

    def _named(self, name: str) -> "Node | None":
        members = self.content if isinstance(self.content, Mapping) else {}
        alike = [key for key in members if key.casefold() == name.casefold()]
        if not alike:
            return None
        key = name if name in alike else alike[0]
        return self._child(key, members[key])

    def _child(self, step: str | int, content: Json) -> "Node":
        path = self.path if self.constant else (*self.path, step)
        return Node(content, self.file, path, self.constant)


class Document(Struct, frozen=True):
    """One JSON file of a factory as its Git integration lays it out: a pipeline or a trigger."""

    file: PurePosixPath
    content: Json

    @property
    def root(self) -> Node:
        """The whole of it."""
        return Node(self.content, self.file)

    @property
    def name(self) -> str:
        """The resource's name, or where it is missing its file's: in Git they are the same."""
        name = self.root.member("name")
        return (name and name.text) or self.file.stem

    @property
    def name_place(self) -> Place:
        """Where the name stands, or the whole file."""
        return (self.root.member("name") or self.root).place
