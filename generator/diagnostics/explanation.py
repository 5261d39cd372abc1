"""What there is to say of a code beyond its meaning: why, with an example of wrong and right.

The texts lie in `explained`, a file for each kind of code, so that they can be read as they are.
"""

import re
from collections.abc import Mapping
from importlib.resources import files
from textwrap import dedent
from types import MappingProxyType

from msgspec import Struct

from generator.diagnostics.codes import Code

_FILES: Mapping[str, str] = MappingProxyType(
    {
        "SW0": "files",
        "SW1": "language",
        "SW2": "references",
        "SW3": "rules",
        "SW4": "warnings",
        "SW5": "contract",
    }
)
"""The file that explains the codes that begin so."""
_PART = re.compile(r"## \w+\n\n(.+?)\n\nwrong:\n\n(.+?)\n\nright:\n\n(.+)", re.DOTALL)


class Explanation(Struct, frozen=True):
    """The explanation of a code; in the examples, a comment names a file that is not the job's."""

    code: Code
    text: str
    wrong: str
    right: str


def explanation(code: Code) -> Explanation:
    """What there is to say of a code."""
    text = files("generator.diagnostics").joinpath("explained", f"{_FILES[code.value[:3]]}.md")
    for part in re.split(r"\n(?=## )", text.read_text("utf-8")):
        found = _PART.fullmatch(part.strip())
        if found and part.startswith(f"## {code.value}\n"):
            return Explanation(code, found[1], dedent(found[2]), dedent(found[3]))
    raise LookupError(f"{code} is not explained")
