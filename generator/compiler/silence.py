"""Warnings that a spec silences, each by its code and with a reason."""

from collections.abc import Iterable, Iterator, Mapping

from generator.diagnostics import Code, Diagnostic
from generator.diagnostics.finding import Finding
from generator.spec.places import Places

WARNINGS = tuple(sorted(code for code in Code if code.startswith("SW4")))
"""The codes of warnings; no other diagnostic can be silenced."""
BY_DATE = frozenset({Code.BACKFILLS})
"""Warnings that a spec gives on one day and not on another: to silence them is never useless."""


def silenced(
    diagnostics: Iterable[Diagnostic], places: Places, silence: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """The diagnostics of one file without the warnings that it silences.

    Args:
        diagnostics: all of the file.
        places: where everything stands in it.
        silence: the codes that it silences, with the reasons.

    Yields:
        What remains, and an error for each code that silences nothing. Where there is an error
        already, the warning may come back when that is mended.
    """
    found = list(diagnostics)
    for each in found:
        if each.severity == "error" or each.code not in silence:
            yield each
    given = {each.code for each in found if each.severity != "error"}
    whole = all(each.severity != "error" for each in found)
    for code in silence.keys() - given - BY_DATE:
        if code not in WARNINGS or whole:
            yield places.diagnostic(_useless(code))


def _useless(code: str) -> Finding:
    path = ("silence", code)
    if code in WARNINGS:
        return Finding(Code.BAD_SILENCE, path, f"nothing here gives {code}", "drop it", "key")
    message = f"{code} is an error" if code in set(Code) else f"there is no diagnostic {code}"
    hint = f"only warnings can be silenced: {', '.join(WARNINGS)}"
    return Finding(Code.BAD_SILENCE, path, message, hint, "key")
