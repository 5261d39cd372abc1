"""Warnings that a spec silences, each by its code and with a reason."""

from collections.abc import Iterable, Iterator, Mapping

from generator.diagnostics import Code, Diagnostic
from generator.diagnostics.finding import Finding
from generator.spec.places import Places

_WARNINGS = sorted(code.value for code in Code if code.value.startswith("SW4"))
_OF_THE_DAY = {Code.BACKFILLS.value}
"""Warnings that a spec gives on one day and not on another, so that silencing them is no fault."""


def silenced(
    diagnostics: Iterable[Diagnostic], places: Places, silence: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """The diagnostics of one file without the warnings that it silences.

    Yields:
        What remains, and an error for each code that silences nothing.
    """
    found = list(diagnostics)
    for each in found:
        if each.severity == "error" or each.code.value not in silence:
            yield each
    warned = {each.code.value for each in found if each.severity != "error"}
    for code in silence.keys() - warned - _OF_THE_DAY:
        yield places.diagnostic(_useless(code))


def _useless(code: str) -> Finding:
    path = ("silence", code)
    if code not in _WARNINGS:
        known = {each.value for each in Code}
        message = f"{code} is no warning" if code in known else f"there is no diagnostic {code}"
        hint = f"warnings: {', '.join(_WARNINGS)}"
        return Finding(Code.BAD_SILENCE, path, message, hint, "key")
    return Finding(Code.BAD_SILENCE, path, f"nothing here gives {code}", "drop it", "key")
