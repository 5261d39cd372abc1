"""The order of texts, as greater() and less() have it: that of en-US, not of code points.

Texts are compared by their letters first, then by accents, then by case, small letters first; so
'apple' < 'Apple' < 'apples'. Signs come before digits, digits before letters. The order is that of
the Unicode collation algorithm (UTS #10) with the table of the CLDR's root for ASCII; Latin letters
with accents belong to their plain letters, everything else follows by code point.
"""

import unicodedata

_SIGNS = "\t\n\v\f\r\x85\u2028\u2029 \xa0_-,;:!¡?¿.·'\"«»()[]{}§¶@*/\\&#%`´^¯¨¸°©®+±÷×<=>¬|¦~¤¢$£¥"
_ORDER = _SIGNS + "0123456789abcdefghijklmnopqrstuvwxyz"
_RANKS = {character: rank for rank, character in enumerate(_ORDER, 1)}
_STROKE = "\u0338"
_MARKS = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0338\u0307\u0328\u0327\u0304"
_MARK_RANKS = {mark: rank for rank, mark in enumerate(_MARKS, 1)}
_LIKE = {
    **{each: f"{plain}{_STROKE}" for each, plain in zip("đðħłøŧ", "ddhlot", strict=True)},
    **{each: f"{plain}{_STROKE}" for each, plain in zip("ĐÐĦŁØŦ", "DDHLOT", strict=True)},
    **{each: f"{pair[0]}{_STROKE}{pair[1]}" for each, pair in {"æ": "ae", "œ": "oe"}.items()},
    **{each: f"{pair[0]}{_STROKE}{pair[1]}" for each, pair in {"Æ": "AE", "Œ": "OE"}.items()},
    "ß": f"s{_STROKE}s",
    "ẞ": f"S{_STROKE}S",
}
"""Letters that are others with something more, though Unicode does not take them apart."""

Key = tuple[tuple[int, ...], tuple[int, ...], tuple[bool, ...]]


def collation_key(text: str) -> Key:
    """What to compare instead of a text: its letters, then accents, then case."""
    letters: list[int] = []
    marks: list[int] = []
    capitals: list[bool] = []
    for character in _taken_apart(text):
        if unicodedata.combining(character):
            marks.append(_MARK_RANKS.get(character, ord(character)))
        elif character in _RANKS or unicodedata.category(character) not in ("Cc", "Cf"):
            letters.append(_RANKS.get(character.lower()) or len(_RANKS) + ord(character))
            marks.append(0)
            capitals.append(character.isupper())
    return tuple(letters), tuple(marks), tuple(capitals)


def _taken_apart(text: str) -> str:
    """Text in which accents follow their letters; plain ASCII stays as it is."""
    if text.isascii():
        return text
    return "".join(
        each if each in _RANKS else _LIKE.get(each) or unicodedata.normalize("NFKD", each)
        for each in text
    )
