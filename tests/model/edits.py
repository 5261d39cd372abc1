"""What people do to files: edits that carry a token, and what editors do by themselves."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Document = dict[str, "object"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What the user wrote into a file.

    Attributes:
        path: the file, below the output folder.
        token: text that stands in it, and nowhere else.
        firm: nothing that is generated can be at the same place.
        breaks: it breaks the contract.
    """

    path: str
    token: str
    firm: bool = False
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """A way to put a token into a text; None if there is no place for it."""

    make: Callable[[str, int], str | None]
    token: Callable[[int], str]
    firm: bool = False
    breaks: bool = False


def _word(number: int) -> str:
    return f"mine_{number:04}"


def _number(number: int) -> str:
    return str(7_000_000 + number)


def _in_document(change: Callable[[Document, int], bool]) -> Callable[[str, int], str | None]:
    """An edit of a document, which it prints in one of several ways."""

    def make(text: str, number: int) -> str | None:
        document = json.loads(text)
        if not change(document, number):
            return None
        return json.dumps(document, indent=("\t", 2, 4)[number % 3]) + "\n" * (number % 2)

    return make


def _annotate(document: Document, number: int) -> bool:
    properties = document.get("properties")
    if not isinstance(properties, dict):
        return False
    properties.setdefault("annotations", []).append(_word(number))
    return True


def _describe(document: Document, number: int) -> bool:
    properties = document.get("properties")
    if not isinstance(properties, dict):
        return False
    properties["description"] = _word(number)
    return True


def _user_property(document: Document, number: int) -> bool:
    match document:
        case {"properties": {"activities": [{"userProperties": list(found)}, *_]}}:
            found.append({"name": _word(number), "value": "x"})
            return True
    return False


def _default(document: Document, number: int) -> bool:
    match document:
        case {"properties": {"parameters": {"level": dict(found)}}}:
            found["defaultValue"] = 7_000_000 + number
            return True
    return False


def _key(document: Document, number: int) -> bool:
    document[_word(number)] = True
    return True


def _function(text: str, number: int) -> str:
    end = "" if text.endswith("\n") else "\n"
    return f'{text}{end}\n\ndef {_word(number)}() -> None:\n    """Mine."""\n'


def _comment(text: str, number: int) -> str | None:
    """A comment above one of the definitions."""
    places = [found.start() for found in re.finditer(r"^(?:def|class|from|import) ", text, re.M)]
    if not places:
        return None
    at = places[number % len(places)]
    return f"{text[:at]}# {_word(number)}\n{text[at:]}"


def _docstring(text: str, number: int) -> str | None:
    """Other words in one of the docstrings of one line."""
    found = [*re.finditer(r'"""[^"\n]+"""$', text, re.M)]
    if not found:
        return None
    one = found[number % len(found)]
    return f'{text[: one.start()]}"""{_word(number)}"""{text[one.end() :]}'


def _python_default(text: str, number: int) -> str | None:
    """Another default of the parameter, in the pipeline of v2."""
    new, count = re.subn(
        r'(level: Input\(type="integer", default=)\d+', rf"\g<1>{_number(number)}", text, count=1
    )
    return new if count else None


def _package(text: str, number: int) -> str | None:
    at = text.find("      - pandas\n")
    return None if at < 0 else f"{text[:at]}      - {_word(number)}\n{text[at:]}"


def _yaml_comment(text: str, number: int) -> str:
    end = "" if text.endswith("\n") else "\n"
    return f"{text}{end}# {_word(number)}\n"


def _everything(text: str, number: int) -> str:
    return f"# {_word(number)}\n"


_DOCUMENT = (
    Edit(_in_document(_annotate), _word, firm=True),
    Edit(_in_document(_user_property), _word, firm=True),
    Edit(_in_document(_describe), _word),
    Edit(_in_document(_default), _number, breaks=True),
)
DESCRIBED = 2
"""Which of these changes what a spec says too."""
_OTHER_JSON = (Edit(_in_document(_key), _word),)
_PYTHON = (
    Edit(_comment, _word),
    Edit(_function, _word),
    Edit(_docstring, _word),
    Edit(_python_default, _number, breaks=True),
)
_YAML = (Edit(_package, _word), Edit(_yaml_comment, _word))
_SCAFFOLD = (*_PYTHON[:3], Edit(_everything, _word))


def edits_of(path: str, *, scaffold: bool) -> Sequence[Edit]:
    """The edits that people make in such a file."""
    if scaffold:
        return _SCAFFOLD
    if path.endswith(".json"):
        is_document = path.startswith(("factory/", "synapse/")) and path.count("/") > 1
        return _DOCUMENT if is_document else _OTHER_JSON
    return _YAML if path.endswith(".yml") else _PYTHON


def _crlf(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _bom(data: bytes) -> bytes:
    return data if data.startswith(b"\xef\xbb\xbf") else b"\xef\xbb\xbf" + data


def without_last_newline(data: bytes) -> bytes:
    """As some editors save it. A blank line at the end is no noise."""
    one = data.removesuffix(b"\n").removesuffix(b"\r")
    return data if one.endswith(b"\n") else one


BYTES: Sequence[Callable[[bytes], bytes]] = (_crlf, _bom)
"""What editors and checkouts do to the bytes of a file: its text is the same."""


def _reordered(document: Document) -> None:
    properties = document.get("properties")
    if isinstance(properties, dict):
        items = [*properties.items()]
        properties.clear()
        properties.update(reversed(items))


def _published(document: Document) -> None:
    properties = document.get("properties")
    if isinstance(properties, dict) and "activities" in properties:
        properties["lastPublishTime"] = "2026-02-03T04:05:06Z"


def noise(text: str, number: int) -> str:
    """A document as Data Factory Studio saves it, which means the same."""
    document = json.loads(text)
    (_reordered, _published)[number % 2](document)
    return json.dumps(document, indent=("\t", 2)[number // 2 % 2])
