"""One thing to tell a person: an error, a warning or a note, with its place."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal

from msgspec import Struct

from generator.diagnostics.codes import Code
from generator.diagnostics.place import Place

Severity = Literal["error", "warning", "note"]


class Diagnostic(Struct, frozen=True):
    """A fault at a place.

    `message` says what is wrong, `hint` what was expected or what to do. `related` are further
    places that belong to it, each with a few words ("defined at"). `cause` says how it came about
    ("edited by hand since it was generated").
    """

    code: Code
    message: str
    place: Place
    hint: str = ""
    related: tuple[tuple[str, Place], ...] = ()
    severity: Severity = "error"
    cause: str = ""

    @property
    def whole_message(self) -> str:
        """What a machine shows as one text: the message, the cause and the hint, one a line."""
        cause = f"cause: {self.cause}" if self.cause else ""
        return "\n".join(part for part in (self.message, cause, self.hint) if part)


def sort(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same diagnostics, each once, in the order of their places."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.place, d.code, d.message)))


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that `word` was most likely meant to be, or "" if none is near."""
    by_folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else ""
