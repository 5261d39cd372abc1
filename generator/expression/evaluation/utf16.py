"""Positions in text as .NET counts them: in UTF-16 code units, of which an emoji has two."""

_CODEC = "utf-16-le"


def is_narrow(text: str) -> bool:
    """Whether each character is one code unit, so that Python counts alike."""
    return text.isascii() or max(text) <= "\uffff"


def length(text: str) -> int:
    """How many code units text has."""
    return len(text) if is_narrow(text) else len(text) + sum(each > "\uffff" for each in text)


def part(text: str, units: slice) -> str:
    """Some of the code units of a text; half of a pair stays half of a pair."""
    if is_narrow(text):
        return text[units]
    content = text.encode(_CODEC, "surrogatepass")
    start, end, _ = units.indices(len(content) // 2)
    return content[2 * start : 2 * end].decode(_CODEC, "surrogatepass")


def position(text: str, index: int) -> int:
    """The code units before the character at `index`; -1 stays -1."""
    return index if index < 1 else length(text[:index])
