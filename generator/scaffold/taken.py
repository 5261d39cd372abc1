"""What stands in a text already, and so cannot be added."""

from pathlib import PurePosixPath

from generator.diagnostics import Path
from generator.scaffold.refusal import Refused
from generator.spec.places import Places
from generator.spec.source import read


def check_free(text: str, way: Path, kind: str) -> None:
    """See that there is no such entry yet.

    Args:
        text: the text of the file.
        way: the way to the entry.
        kind: what it is.

    Raises:
        Refused: there is one; it says in which line.
    """
    places = Places(PurePosixPath(), read(PurePosixPath(), text).text)
    if way in places.keys:
        line = places.keys[way].place.line
        message = f"the {kind} {str(way[-1])!r} is there already, in line {line}"
        raise Refused(message, "edit it there, or choose another name")
