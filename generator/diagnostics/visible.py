"""Text that a terminal shows as it is, whatever is in it."""

TAB = "    "


def visible(text: str) -> str:
    """Text without characters that would move a terminal's cursor, turn its lines or colour it."""
    return "".join(letter if letter.isprintable() else _escape(letter) for letter in text)


def _escape(letter: str) -> str:
    return TAB if letter == "\t" else letter.encode("unicode_escape").decode("ascii")
