"""What the engine has to know of a language to render its templates."""

import re
from collections.abc import Callable

from msgspec import Struct

from generator.render.plain import Convert

NAME = "\0"
"""Stands for the output of the filter `name` where a run of text is cut into tokens."""

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Language(Struct, frozen=True):
    """A target language.

    `tokens` matches the longest start of a text that consists of whole tokens, with NAME where an
    identifier will stand. `encode` writes a value, `reserved` tells which identifiers would not be
    a name, `named` writes one, and `between` is put wherever two pieces of output meet.
    """

    title: str
    suffixes: tuple[str, ...]
    tokens: re.Pattern[str]
    encode: Callable[[object, Convert], str]
    reserved: Callable[[str], bool]
    between: str = ""
    named: Callable[[str], str] = str

    def name(self, value: object) -> str:
        """What to print for the value, if it is text that is a name in this language.

        Raises:
            ValueError: It is not an ASCII identifier, or a word with a meaning of its own.
        """
        if not isinstance(value, str) or not _IDENTIFIER.fullmatch(value):
            raise ValueError(f"{value!r:.60} is not an identifier (letters, digits, _); rename it")
        if self.reserved(value):
            raise ValueError(f"{value!r} means something else in {self.title}; choose another name")
        return self.named(str.__str__(value))
