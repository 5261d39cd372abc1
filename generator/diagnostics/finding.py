"""What a check says that knows a way through data, but no file."""

from typing import Literal

from msgspec import Struct

from generator.diagnostics.codes import Code
from generator.diagnostics.diagnostic import Severity
from generator.diagnostics.place import Path


class Finding(Struct, frozen=True):
    """A fault in a value, or in the key that leads to it.

    `span` narrows it to some of the value's characters (from, to). `related` are other ways through
    the same data, each with a few words ("declared here").
    """

    code: Code
    path: Path
    message: str
    hint: str = ""
    at: Literal["key", "value"] = "value"
    span: tuple[int, int] | None = None
    related: tuple[tuple[str, Path], ...] = ()
    severity: Severity = "error"
