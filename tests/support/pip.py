"""A stand-in for `pip download`: it brings an archive to where the command line says."""

import io
import subprocess
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from demo.archives import Archive

Pip = Callable[..., subprocess.CompletedProcess[str]]


def tarred(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as wheel:
        for name, content in files.items():
            wheel.writestr(name, content)
    return buffer.getvalue()


def pip_that_brings(archive: Archive, content: bytes) -> Pip:
    """What `subprocess.run` is replaced with; it checks that pip is asked for this archive."""

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        requirement = Path(command[command.index("--requirement") + 1]).read_text()
        assert (
            requirement == f"{archive.package}=={archive.version} --hash=sha256:{archive.sha256}\n"
        )
        assert {"--require-hashes", "--no-deps"} <= set(command)
        kind = "--only-binary" if archive.wheel else "--no-binary"
        assert command[command.index(kind) + 1] == archive.package
        folder = Path(command[command.index("--dest") + 1])
        folder.mkdir()
        ending = "-py3-none-any.whl" if archive.wheel else ".tar.gz"
        (folder / f"{archive.package}-{archive.version}{ending}").write_bytes(content)
        return subprocess.CompletedProcess(command, 0, stdout="", stderr="")

    return run


def pip_without_an_index(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
    return subprocess.CompletedProcess(command, 1, stdout="", stderr="ERROR: no route")


def no_pip(*_: object, **__: object) -> None:
    raise AssertionError("nothing is to be downloaded")
