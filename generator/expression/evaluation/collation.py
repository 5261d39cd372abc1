"""The order of texts, as greater() and less() have it: that of en-US, not of code points.

Texts are compared by their letters first, then by accents, then by case, small letters first; so
'apple' < 'Apple' < 'apples'. Signs come before digits, digits before letters. The order is that of
the Unicode collation algorithm (UTS #10) with the table of the CLDR's root for ASCII; Latin letters
with accents belong to their plain letters, everything else follows by code point.
"""

import unicodedata
from string import ascii_lowercase

_SIGNS = "\t\n\v\f\r\x85\u2028\u2029 \xa0_-,;:!¡?¿.·'\"«»()[]{}§¶@*/\\&#%`´^¯¨¸°©®+±÷×<=>¬|¦~¤¢$£¥"
_OTHER_SIGNS, _DIGITS, _OTHER_LETTERS = 0x200000, 0x400000, 0x600000
_RANKS = {sign: rank for rank, sign in enumerate(_SIGNS, 1)}
_RANKS |= {each: rank for rank, each in enumerate("0123456789" + ascii_lowercase, _DIGITS)}
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

Key = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]


def collation_key(text: str) -> Key:
    """What to compare instead of a text: its letters, then accents, then case."""
    letters: list[int] = []
    marks: list[int] = []
    cases: list[int] = []
    for whole in text:
        parts = _taken_apart(whole)
        for character in parts:
            if unicodedata.combining(character):
                marks.append(_MARK_RANKS.get(character, ord(character)))
            elif rank := _rank(character.lower()):
                letters.append(rank)
                marks.append(0)
                cases.append(2 * character.isupper() + (parts.isascii() != whole.isascii()))
    return tuple(letters), tuple(marks), tuple(cases)


def _taken_apart(character: str) -> str:
    """A character and the accents on it, each by itself."""
    if character in _RANKS:
        return character
    return _LIKE.get(character) or unicodedata.normalize("NFKD", character)


def _rank(character: str) -> int:
    """The place of a character among all; 0 for what is not seen at all."""
    if known := _RANKS.get(character):
        return known
    value = unicodedata.digit(character, -1)
    category = unicodedata.category(character[0])
    if value >= 0:
        return _RANKS[str(value)]
    if category in ("Cc", "Cf"):
        return 0
    return ord(character[0]) + (_OTHER_SIGNS if category[0] in "PSZ" else _OTHER_LETTERS)
