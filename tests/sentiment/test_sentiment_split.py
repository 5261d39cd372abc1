"""The first step of the sentiment job: one upload in, files of a few hundred texts out."""

import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.sentiment.conftest import Script
from tests.support.scripts import rows

HEADER = "text_id,text\n"


@pytest.fixture
def split(script: Script) -> ModuleType:
    return script("split")


@pytest.fixture
def upload(tmp_path: Path) -> Path:
    """The place of an upload, alone in its folder."""
    (tmp_path / "upload").mkdir()
    return tmp_path / "upload" / "new.csv"


def chunks(folder: Path) -> list[Path]:
    return sorted(folder.iterdir())


def test_every_text_of_the_upload_is_in_one_small_file(
    split: ModuleType, team: Path, tmp_path: Path
) -> None:
    upload = team / "uploads" / "texts.csv"
    assert split.split(upload, tmp_path / "chunks") == 4_044
    files = [rows(path) for path in chunks(tmp_path / "chunks")]
    assert [len(file) for file in files] == [500] * 8 + [44]
    assert [row for file in files for row in file] == rows(upload)


def test_it_runs_as_a_command(
    split: ModuleType,
    upload: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    upload.write_text(HEADER + "".join(f"{number},well\n" for number in range(501)))
    ours = ["--texts", str(upload), "--chunks", str(tmp_path / "chunks")]
    monkeypatch.setattr(sys, "argv", ["split.py", *ours])
    split.main()
    assert capsys.readouterr().out == "501 texts in 2 files\n"


def test_azure_ml_may_mount_the_folder_of_the_upload(
    split: ModuleType, upload: Path, tmp_path: Path
) -> None:
    upload.write_text(f"{HEADER}007,well\n")
    for given, target in ((upload, "1"), (upload.parent, "2"), (upload.parent, "2")):
        assert split.split(given, tmp_path / target) == 1
    assert [path.name for path in chunks(tmp_path / "2")] == ["texts_00001.csv"]
    (one,), (other,) = chunks(tmp_path / "1"), chunks(tmp_path / "2")
    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    ("names", "found"), [([], "none"), (["a.csv", "b.csv"], r"a\.csv, b\.csv")]
)
def test_a_folder_without_one_file_is_refused(
    split: ModuleType, upload: Path, tmp_path: Path, names: list[str], found: str
) -> None:
    for name in names:
        (upload.parent / name).touch()
    with pytest.raises(ValueError, match=rf"upload: expected one file, found {found}$"):
        split.split(upload.parent, tmp_path / "chunks")


@pytest.mark.parametrize(
    "text",
    [
        "two\nlines, \r\nor three",
        "a lone\rreturn",
        'she said "no", twice ""',
        "😀 good 👍🏽",
        "очень хорошо 很好 جيد",
        "  blanks around  ",
        "a\u2028separator, a\x85next line, a\x00nothing",
        "NA",
        "=1+1",
        "",
    ],
    ids=ascii,
)
def test_a_text_survives(
    script: Script, split: ModuleType, upload: Path, tmp_path: Path, text: str
) -> None:
    split.write(upload, [{"text_id": "0007", "text": text}])
    split.split(upload, tmp_path / "chunks")
    (chunk,) = chunks(tmp_path / "chunks")
    assert list(script("texts").read(chunk)) == [{"text_id": "0007", "text": text}]
    assert rows(chunk) == [{"text_id": "0007", "text": text}]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbftext_id,text\r\n007,well\r\n",
        b"text,language,text_id\nwell,en,007\n\n",
        b'"text_id","text"\n"007","well"',
    ],
    ids=["from a spreadsheet", "more columns and an empty line", "all quoted, no last line end"],
)
def test_files_from_many_tools_are_read(
    split: ModuleType, upload: Path, tmp_path: Path, content: bytes
) -> None:
    upload.write_bytes(content)
    split.split(upload, tmp_path / "chunks")
    (chunk,) = chunks(tmp_path / "chunks")
    assert chunk.read_bytes() == b'"text_id","text"\n"007","well"\n'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "new.csv, line 0: missing columns: text_id, text"),
        (HEADER.encode(), "new.csv: there are no texts in it"),
        (b"id,text\n1,well\n", "new.csv, line 1: missing columns: text_id"),
        (b"text_id;text\n1;well\n", "new.csv, line 1: missing columns: text_id, text"),
        (b"text_id,text\n1,well\n2,well, well\n", "new.csv, line 3: 3 values for 2 columns"),
        (b'text_id,text\n1,"well\n2,bad\n', "new.csv, line 3: unexpected end of data"),
        (b"text_id,text\n1,caf\xe9\n", "new.csv: not in UTF-8: "),
        (b"text_id,text\n1,well\n1,bad\n", "new.csv: text_id '1' occurs twice"),
        (b"text_id,text\n ,well\n", "new.csv, line 2: ' ' is no text_id"),
        (b'text_id,text\n"1\n2",well\n', "new.csv, line 3: '1\\n2' is no text_id"),
        (
            b"text_id,text\n1," + b"x" * 131_073,
            "new.csv, line 2: field larger than field limit (131072)",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    split: ModuleType, upload: Path, tmp_path: Path, content: bytes, message: str
) -> None:
    upload.write_bytes(content)
    with pytest.raises(ValueError) as caught:
        split.split(upload, tmp_path / "chunks")
    assert str(caught.value).startswith(f"{upload.parent}/{message}")
