"""The texts that a dictionary is made from."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from generator.compiler.compile import compile
from generator.workspace.artifacts import Owner


def samples(root: Path) -> Iterator[bytes]:
    """The specs of the repository and of its cases, and all that they compile to and is kept."""
    for project in (root, *sorted((root / "tests" / "cases").iterdir())):
        files = sorted((project / "specs").glob("*.yaml"))
        if files:
            yield from _texts({PurePosixPath(file): file.read_text("utf-8") for file in files})


def _texts(specs: dict[PurePosixPath, str]) -> Iterator[bytes]:
    yield from (text.encode("utf-8") for text in specs.values())
    artifacts = compile(PurePosixPath("specs"), specs).artifacts
    for path in sorted(artifacts):
        if artifacts[path].owner is not Owner.DERIVED:
            yield artifacts[path].text.encode("utf-8")
