"""Upper and lower case letter by letter, as .NET has it: never one letter for two."""

_OWN_UPPER = "\u0131\u017f"
_OWN_LOWER = "\u0130\u2126\u212a\u212b"


def upper(text: str) -> str:
    """Each letter's upper case, if that is one letter."""
    return text.upper() if text.isascii() else "".join(map(_upper, text))


def lower(text: str) -> str:
    """Each letter's lower case, if that is one letter."""
    return text.lower() if text.isascii() else "".join(map(_lower, text))


def _upper(letter: str) -> str:
    changed = letter.upper()
    return letter if len(changed) > 1 or letter in _OWN_UPPER else changed


def _lower(letter: str) -> str:
    changed = letter.lower()
    return letter if len(changed) > 1 or letter in _OWN_LOWER else changed
