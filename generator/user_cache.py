"""What is kept on this machine between runs, in the user's cache folder.

Nothing depends on it but time. It is believed, as whoever may write there is the user; what is cut
off, or was written by another Python, is not.
"""

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from pathlib import Path

_FORM = f"2 {sys.version} {sys.byteorder}"
_DIGEST = hashlib.sha256().digest_size


def folder() -> Path:
    """The folder; it may not be there yet."""
    cache = os.environ.get("XDG_CACHE_HOME")
    return Path(cache or "~/.cache").expanduser() / "scorewright"


def write(name: str, key: str, value: object) -> None:
    """Keep a value of Python's own simple types. What cannot be written is done without."""
    place = folder() / name
    data = marshal.dumps((_FORM, key, value))  # type: ignore[arg-type]  # its type is private
    temporary = place.with_name(f"{name}.{os.getpid()}")
    with suppress(OSError, RuntimeError):
        place.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(hashlib.sha256(data).digest() + data)
        temporary.replace(place)


def read(name: str, key: str) -> object:
    """The value that was kept under the same key; None if none was, or it cannot be read."""
    try:
        whole = (folder() / name).read_bytes()
        if hashlib.sha256(whole[_DIGEST:]).digest() != whole[:_DIGEST]:
            return None
        form, found, value = marshal.loads(whole[_DIGEST:])  # noqa: S302 - the user's own
    except (OSError, ValueError, EOFError, TypeError, RuntimeError):
        return None
    return value if (form, found) == (_FORM, key) else None
