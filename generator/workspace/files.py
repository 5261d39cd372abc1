"""Reading and writing files: always UTF-8, never half a file."""

import hashlib
import os
import tempfile
from pathlib import Path, PurePosixPath

from generator.diagnostics import Code, Diagnostic, Place


class FileFault(Exception):
    """A file that cannot be read or written; carries the diagnostic."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def fault(code: Code, message: str, path: Path, hint: str = "") -> FileFault:
    """A fault of a whole file."""
    return FileFault(Diagnostic(code, message, Place(PurePosixPath(path)), hint))


def read_text(path: Path) -> str:
    """A file's text, its lines ended as on Unix whatever the checkout made of them.

    Raises:
        FileFault: it is not there, no file, not readable, or not UTF-8.
    """
    try:
        return utf8(path.read_bytes(), path).replace("\r\n", "\n")
    except OSError as error:
        message = f"cannot read the file: {error.strerror}"
        hint = "see that it is there, and that you may read it"
        raise fault(Code.UNREADABLE, message, path, hint) from None


def utf8(data: bytes, path: str | Path) -> str:
    """The text of a file's bytes.

    Raises:
        FileFault: they are not UTF-8; the fault tells where.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FileFault(_not_utf8(Path(path), error)) from None


def _not_utf8(path: Path, error: UnicodeDecodeError) -> Diagnostic:
    before = error.object[: error.start].decode("utf-8")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    place = Place(PurePosixPath(path), line, column, column + 1)
    message = f"the byte {error.object[error.start]:02X} that stands here is not UTF-8"
    return Diagnostic(Code.UNREADABLE, message, place, "save the file as UTF-8")


def write_text(path: Path, text: str) -> None:
    """Write a file whole or not at all.

    Raises:
        FileFault: it cannot be written.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "wb", dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            temporary = Path(file.name)
            file.write(text.encode("utf-8"))
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise fault(Code.UNWRITABLE, f"cannot write the file: {error.strerror}", path) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def digest(text: str) -> str:
    """The sha256 of a text; of what was not UTF-8 on disk, that of the bytes that stood there."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
