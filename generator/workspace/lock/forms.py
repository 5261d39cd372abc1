"""The forms of what a lock may say. All else is refused, whoever wrote it."""

import re

JOB = re.compile(r"[a-z][a-z0-9_]{0,59}")
SHA256 = re.compile(r"[0-9a-f]{64}")
VERSION = re.compile(r"[0-9A-Za-z.+!_-]{0,64}")
FILE_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}")
_PATH = re.compile(rf"{FILE_NAME.pattern}(?:/{FILE_NAME.pattern})*")
_LONGEST = 1_000


def check_path(text: str) -> str:
    """A path below the output folder, as it is given.

    Raises:
        ValueError: no generated file has such a path. The message says why.
    """
    if len(text) <= _LONGEST and _PATH.fullmatch(text):
        return text
    raise ValueError(f"{shown(text)} {_refusal(text)}")


def matched(value: object, form: re.Pattern[str], name: str) -> str:
    """A value that has its form.

    Raises:
        ValueError: it has not. The message calls it by the name.
    """
    if not isinstance(value, str) or not form.fullmatch(value):
        raise ValueError(f"{name} is {shown(value)}")
    return value


def _refusal(text: str) -> str:
    parts = text.split("/")
    if text.startswith("/") or re.match("[A-Za-z]:", text):
        return "is absolute"
    if ".." in parts:
        return "leads out of its folder"
    if not all(parts):
        return "has an empty part"
    if any(part.startswith(".") for part in parts):
        return "has a part that begins with a dot"
    if len(text) > _LONGEST or any(len(part) > 255 for part in parts):
        return "is too long"
    return "has a character that no generated file has in its path"


def shown(value: object) -> str:
    """A value of a lock, short and in ASCII, to be told to people."""
    text = ascii(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
