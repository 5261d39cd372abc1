"""Diagnostics for machines: as JSON, and as annotations of GitHub."""

import json
from collections.abc import Sequence

from generator.diagnostics.diagnostic import Diagnostic
from generator.diagnostics.place import Place


def json_document(diagnostics: Sequence[Diagnostic]) -> str:
    """All diagnostics as one JSON document."""
    return json.dumps({"diagnostics": [data(each) for each in diagnostics]}, indent=2) + "\n"


def github(diagnostics: Sequence[Diagnostic]) -> str:
    """All diagnostics as workflow commands of GitHub Actions, one a line."""
    return "".join(map(_command, diagnostics))


def data(diagnostic: Diagnostic) -> dict[str, object]:
    """A diagnostic as JSON has it."""
    cause = {"cause": diagnostic.cause} if diagnostic.cause else {}
    return {
        "code": diagnostic.code.value,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        **cause,
        "hint": diagnostic.hint,
        "place": _place(diagnostic.place),
        "related": [{"message": words, **_place(place)} for words, place in diagnostic.related],
    }


def _place(place: Place) -> dict[str, object]:
    return {
        "file": str(place.file),
        "line": place.line,
        "column": place.column,
        "end_column": place.end_column,
        "pointer": place.pointer,
    }


def _command(diagnostic: Diagnostic) -> str:
    """A workflow command of GitHub Actions. Source: workflow-commands-for-github-actions."""
    place = diagnostic.place
    level = "notice" if diagnostic.severity == "note" else diagnostic.severity
    settings = {"file": str(place.file), "title": diagnostic.code.value}
    if place.line:
        settings |= {"line": str(place.line), "col": str(place.column)}
        settings |= {"endColumn": str(place.end_column)}
    words = ",".join(f"{name}={_property(value)}" for name, value in settings.items())
    parts = [diagnostic.whole_message, place.pointer]
    parts += [f"{each}: {where}" for each, where in diagnostic.related]
    return f"::{level} {words}::{_message(chr(10).join(part for part in parts if part))}\n"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
