"""Upper and lower case letter by letter, as .NET has it: never one letter for two."""

_DOTLESS_I, _LONG_S = "\u0131", "\u017f"


def upper(text: str) -> str:
    """Each letter's upper case, if that is one letter."""
    return text.upper() if text.isascii() else "".join(map(_upper, text))


def lower(text: str) -> str:
    """Each letter's lower case, if that is one letter."""
    return text.lower() if text.isascii() else "".join(map(_lower, text))


def folded(text: str) -> str:
    """A text in which texts that differ in letter case only are the same, of the same length."""
    if text.isascii():
        return text.upper()
    return "".join(each if each == _LONG_S else _upper(each) for each in text)


def _upper(letter: str) -> str:
    if letter == _DOTLESS_I:
        return letter
    return next((each for each in (letter.upper(), letter.title()) if len(each) == 1), letter)


def _lower(letter: str) -> str:
    changed = letter.lower()
    return changed if len(changed) == 1 else letter
