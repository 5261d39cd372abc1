"""Diagnostics as SARIF 2.1.0, which code scanning services and editors read.

Source: the OASIS standard sarif-v2.1.0-errata01; the numbers are those of its sections.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256
from urllib.parse import quote

from generator import __version__
from generator.diagnostics.codes import Code
from generator.diagnostics.diagnostic import Diagnostic
from generator.diagnostics.place import Place

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
FINGERPRINT = "diagnostic/v1"
"""How the results' fingerprints are made; the number grows when that changes (3.27.17)."""
Object = dict[str, object]


def sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """All diagnostics as one SARIF log with one run."""
    codes = sorted({each.code for each in diagnostics})
    fingerprints = _fingerprints(diagnostics)
    run: Object = {
        "tool": {
            "driver": {
                "name": "Scorewright",
                "version": __version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",  # as a Place counts; the default is UTF-16's units
        "results": [
            _result(each, codes.index(each.code), fingerprint)
            for each, fingerprint in zip(diagnostics, fingerprints, strict=True)
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(code: Code) -> Object:
    return {"id": code.value, "shortDescription": {"text": code.meaning}}


def _result(diagnostic: Diagnostic, index: int, fingerprint: str) -> Object:
    result: Object = {
        "ruleId": diagnostic.code.value,
        "ruleIndex": index,
        "level": diagnostic.severity,
        "message": {"text": diagnostic.whole_message},
        "locations": [_location(diagnostic.place)],
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": words}, **_location(place)}
            for number, (words, place) in enumerate(diagnostic.related, start=1)
        ]
    return {**result, "partialFingerprints": {FINGERPRINT: fingerprint}}


def _location(place: Place) -> Object:
    physical: Object = {"artifactLocation": {"uri": _uri(place)}}
    if place.line:
        physical["region"] = _region(place)
    if not place.pointer:
        return {"physicalLocation": physical}
    # what a pointer leads to is a logical location, whose full name is the pointer (3.33.5)
    logical = [{"fullyQualifiedName": place.pointer}]
    return {"physicalLocation": physical, "logicalLocations": logical}


def _uri(place: Place) -> str:
    """A file's URI reference; a colon in it would be taken for the end of a scheme."""
    path = quote(str(place.file), safe="/", errors="surrogateescape")
    return f"file://{path}" if place.file.is_absolute() else path


def _region(place: Place) -> Object:
    region: Object = {"startLine": place.line}
    if place.column:
        region["startColumn"] = place.column
    if place.end_column > place.column > 0:
        region["endColumn"] = place.end_column
    return region


def _fingerprints(diagnostics: Iterable[Diagnostic]) -> list[str]:
    """What tells that a result is one of an earlier run, wherever its line went meanwhile.

    Of several that say the same of one file, each has its number.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    made = []
    for each in diagnostics:
        same = (each.code.value, str(each.place.file), each.place.pointer, each.message)
        seen[same] += 1
        text = json.dumps([*same, seen[same]])
        made.append(sha256(text.encode("ascii")).hexdigest())
    return made
