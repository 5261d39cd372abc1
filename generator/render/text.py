"""Which characters stand in a generated file as they are, and how the others are written.

The table is fixed. `str.isprintable` would follow the Unicode version of the Python that runs, and
the same spec must give the same bytes everywhere.
"""

import re

HIDDEN = (
    # Controls and unusual blanks: some are line ends to Python's `splitlines` or to YAML.
    r"\x00-\x1f\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    # Private use (also marks of this package), the byte order mark, specials, tags.
    r"\ue000-\uf8ff\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U0010ffff"
)
"""What nobody sees on a screen, as the inside of a regular expression's character class."""

_ESCAPED = re.compile(rf"[\\{HIDDEN}]")
_SHORT = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def escaped(text: str) -> str:
    """The text as it stands inside a Python string or inside YAML's double quotes.

    The two languages agree on every escape that is used here. Quotes are left to the caller.
    """
    return _ESCAPED.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in _SHORT:
        return _SHORT[character]
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
