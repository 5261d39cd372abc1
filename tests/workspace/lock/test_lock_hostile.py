"""A lock that is damaged, hostile or of another version: told in words, never obeyed."""

import os
import tracemalloc
import zlib
from base64 import b85encode
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.workspace import packing
from generator.workspace.lock import Kept, LockFault, Share, printed, read_lock, reading
from generator.workspace.lock.printing import START, seal
from tests.support.locks import put, put_text, share, told

FILES = {"a/b.json": "one", "c.py": "two"}
GOOD = printed(share(FILES))
SHA = "0" * 64
DAMAGED = "the lock is damaged: "
STRANGE = "has a character that no generated file has in its path"


def with_row(row: str) -> str:
    """The good share with one more row, in line 4."""
    return GOOD.replace('["job", ', f'{row},\n["job", ', 1)


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


PARTS = {
    '["file", "/etc/passwd", "generated"]': "'/etc/passwd' is absolute",
    '["file", "C:/x", "generated"]': "'C:/x' is absolute",
    '["file", "c:x", "generated"]': "'c:x' is absolute",
    '["file", "../x", "generated"]': "'../x' leads out of its folder",
    '["file", "a/../../x", "generated"]': "'a/../../x' leads out of its folder",
    '["file", "a//b", "generated"]': "'a//b' has an empty part",
    '["file", "a/", "generated"]': "'a/' has an empty part",
    '["file", "", "generated"]': "'' has an empty part",
    '["file", "./a", "generated"]': "'./a' has a part that begins with a dot",
    '["file", ".git/config", "generated"]': "'.git/config' has a part that begins with a dot",
    '["file", "a\\\\b", "generated"]': f"'a\\\\b' {STRANGE}",
    '["file", "a\\u0000b", "generated"]': f"'a\\x00b' {STRANGE}",
    '["file", "a\\nb", "generated"]': f"'a\\nb' {STRANGE}",
    '["file", "\\u202ea", "generated"]': f"'\\u202ea' {STRANGE}",
    '["file", "\\udc80", "generated"]': f"'\\udc80' {STRANGE}",
    f'["file", "{"x" * 256}", "generated"]': f"'{'x' * 76}... is too long",
    f'["file", "{"x/" * 600}x", "generated"]': f"'{'x/' * 38}... is too long",
    '["file", 1, "generated"]': "it says ['file', 1, 'generated']",
    '["file", "x", "mine"]': "the owner of 'x' is 'mine'",
    '["file", "x", ["generated"]]': "the owner of 'x' is ['generated']",
    '["file", "x", "generated", "ABC"]': "its sha256 is 'ABC'",
    f'["file", "x", "generated", "{SHA.upper()[:-1]}F"]': f"its sha256 is '{SHA[:-1]}F'",
    f'["file", "x", "generated", "{SHA}0"]': f"its sha256 is '{SHA}0'",
    '["file", "x", "generated", null]': "its sha256 is None",
    f'["file", "x", "generated", "{SHA}", 7]': "its text is [7]",
    f'["file", "x", "generated", "{SHA}", "1:", "1:"]': "its text is ['1:', '1:']",
    '["input", "../x.yaml", "0"]': "an input is '../x.yaml'",
    '["input", "x.yaml", "0"]': "its sha256 is '0'",
    '["spec", "0"]': "its sha256 is '0'",
    '["made", "1 2", "3", "4"]': "a version is '1 2'",
    '["command", "rm"]': "it says ['command', 'rm']",
    '{"a": 1}': "it says {'a': 1}",
    "7": "it says 7",
    "NaN": "it says nan",
    "1e999": "it says inf",
    "[]": "it says []",
    nested(100_000): "it is nested without end",
    "7" * 5_000: "it has a number without end",
    '["file", "x", "generated"': "it cannot be read: Expecting ',' delimiter",
    "\x00": "it cannot be read: Expecting value",
}


@pytest.mark.parametrize(("row", "words"), PARTS.items(), ids=range(len(PARTS)))
def test_a_part_that_is_damaged(tmp_path: Path, row: str, words: str) -> None:
    put_text(tmp_path, with_row(row))
    lock = read_lock(tmp_path)
    assert told(lock) == [f"4: {DAMAGED}{words}"]
    assert lock.faults[0].hint.startswith("this part is ignored")
    assert (lock.sealed, lock.fatal) == (frozenset(), ())
    assert set(map(str, lock.candidates)) == FILES.keys()


def sealed(lines: str) -> str:
    """Rows behind a seal that fits: whoever can write a lock can make one."""
    rest = f'"],\n{lines}\n]\n'
    return START + seal(rest.encode()) + rest


@pytest.mark.parametrize("path", ["../x", "/x", "a/../x", "a//x", "a/.x", "x/", ".x", "x" * 256])
def test_a_seal_that_fits_makes_nothing_better(tmp_path: Path, path: str) -> None:
    head = '["job", "job"],\n["made", "1", "2", "3"],\n'
    for row in (f'["file", "{path}", "generated"]', f'["file", "{path}", "generated", "{SHA}"]'):
        put_text(tmp_path, sealed(f'{head}["file", "good", "generated"],\n{row}'))
        lock = read_lock(tmp_path)
        assert [fault.message.startswith(DAMAGED) for fault in lock.faults] == [True]
        assert (set(map(str, lock.candidates)), lock.sealed) == ({"good"}, frozenset())


WHOLE = {
    "": "it has no version",
    "[]": "it has no version",
    "some text": "it has no version",
    "\n" * 1_000_000: "it has no version",
    '[\n["version", 0]\n]': "its version is 0",
    '[\n["version", -1]\n]': "its version is -1",
    '[\n["version", 1]\n]': "its version is 1",
    '[\n["version", true]\n]': "its version is True",
    '[\n["version", 2]\n]': "it names no job",
    printed(share(FILES, "other")): "it says that it is of the job 'other'",
    '{"version": 1}': '"files" is no object',
    '{"version": 2, "files": {}}': "its version is 2",
    '{"version": "1"}': "its version is '1'",
    "{}": "it has no version",
    f'{{"version": {"7" * 5_000}}}': "it has a number without end",
    '{"a": ' * 100_000: "it is nested without end",
    GOOD + "<<<<<<< ours\n": "the last conflict marker of git is missing",
    "=======\n" + GOOD: "the conflict marker of git in line 1 is out of place",
    ">>>>>>> x\n" + GOOD: "the conflict marker of git in line 1 is out of place",
    f"<<<<<<<\n{GOOD}|||||||\n|||||||\n": "the conflict marker of git in line 14 is out of place",
    "<<<<<<<\n" * 9: "the conflict marker of git in line 2 is out of place",
}


@pytest.mark.parametrize(("text", "words"), WHOLE.items(), ids=range(len(WHOLE)))
def test_a_share_that_is_none(tmp_path: Path, text: str, words: str) -> None:
    put_text(tmp_path, text)
    put(tmp_path, share({"x.json": "x"}, "third"))
    lock = read_lock(tmp_path)
    assert DAMAGED + words in told(lock)
    assert lock.shares.keys() == {"third"}
    assert lock.fatal == ()


def test_damaged_json_of_the_first_version_is_told_with_its_place(tmp_path: Path) -> None:
    put_text(tmp_path, '{\n "version": 1,\n "files" {}\n}')
    lock = read_lock(tmp_path)
    assert told(lock) == [f"3: {DAMAGED}Expecting ':' delimiter"]
    assert "take it back from git, or remove it" in lock.faults[0].hint


def test_bytes_that_are_not_utf_8(tmp_path: Path) -> None:
    put_text(tmp_path, GOOD.replace("a/b", "a\udcff"))
    assert told(read_lock(tmp_path)) == [f"9: {DAMAGED}the byte FF that stands here is not UTF-8"]


def test_of_many_damaged_parts_the_first_are_told(tmp_path: Path) -> None:
    put_text(tmp_path, with_row(",\n".join(f'["file", "../{n}", "generated"]' for n in range(99))))
    lock = read_lock(tmp_path)
    assert sorted(told(lock)) == [
        *(f"{line}: {DAMAGED}'../{line - 4}' leads out of its folder" for line in (4, 5, 6)),
        "the lock is damaged in 96 more parts",
    ]


def test_a_share_that_is_too_long(tmp_path: Path) -> None:
    file = put_text(tmp_path, "")
    os.truncate(file, reading.LARGEST + 1)
    assert told(read_lock(tmp_path)) == [f"{DAMAGED}it cannot be read: File too large"]


VERSIONS = {
    GOOD.replace('"version", 2', '"version", 3'): "0.1.0",
    GOOD.replace('"version", 2', '"version", 3').replace('"26.1.0"', '"26.1.0", "more"'): "0.1.0",
    '[\n["version", 9],\n["made", "2.0"]\n]': "2.0",
    '{"version": 3, "made": {"scorewright": "3.0"}}': "3.0",
    f'[\n<<<<<<< a\n["version", 2],\n=======\n["version", 3],\n>>>>>>> b\n{GOOD[23:]}': "0.1.0",
}


@pytest.mark.parametrize(("text", "version"), VERSIONS.items(), ids=range(len(VERSIONS)))
def test_a_lock_of_a_newer_version(tmp_path: Path, text: str, version: str) -> None:
    put_text(tmp_path, text)
    lock = read_lock(tmp_path)
    assert told(lock) == [f"a newer Scorewright wrote the lock: {version}"]
    assert lock.fatal == lock.faults
    assert version in lock.fatal[0].hint


def test_a_newer_version_that_does_not_say_who_wrote_it(tmp_path: Path) -> None:
    for text in ('[\n["version", 3],\n["made", "../x"]\n]', '{"version": 3}'):
        put_text(tmp_path, text)
        assert told(read_lock(tmp_path)) == ["a newer Scorewright wrote the lock"]


def test_a_lock_of_the_first_version(tmp_path: Path) -> None:
    good = f'"a.json": {{"owner": "generated", "sha256": "{SHA}"}}'
    put_text(tmp_path, f'{{"version": 1, "files": {{{good}, "e": {{"owner": "scaffold"}}}}}}')
    lock = read_lock(tmp_path)
    assert lock.faults == ()
    assert set(map(str, lock.candidates)) == {"a.json", "e"}
    assert lock.sealed == frozenset()
    (found,) = lock.candidates[next(iter(lock.candidates))]
    assert found.kept == Kept(SHA, "")


OF_THE_FIRST_VERSION = {
    '"../x": {"owner": "generated"}': "'../x' leads out of its folder",
    '"x": 1': "the entry is no object",
    '"y": {"owner": "me"}': "the owner of 'y' is 'me'",
    '"z": {}': "the owner of 'z' is None",
    '"n": {"owner": "generated", "sha256": "0"}': "its sha256 is '0'",
}


@pytest.mark.parametrize(("entry", "words"), OF_THE_FIRST_VERSION.items())
def test_a_part_of_the_first_version_that_is_damaged(
    tmp_path: Path, entry: str, words: str
) -> None:
    good = f'"a.json": {{"owner": "generated", "sha256": "{SHA}"}}'
    put_text(tmp_path, f'{{"version": 1, "files": {{{good}, {entry}}}}}')
    lock = read_lock(tmp_path)
    assert told(lock) == [DAMAGED + words]
    assert set(map(str, lock.candidates)) == {"a.json"}


def test_a_few_parts_of_the_first_version_are_told(tmp_path: Path) -> None:
    put_text(tmp_path, f'{{"version": 1, "files": {{{", ".join(OF_THE_FIRST_VERSION)}}}}}')
    assert "the lock is damaged in 2 more parts" in told(read_lock(tmp_path))


def test_two_paths_that_are_one_file_where_case_counts_not(tmp_path: Path) -> None:
    put(tmp_path, share({"a.json": "1", "B.json": "2"}), share({"A.json": "3", "b.json": "2"}, "k"))
    lock = read_lock(tmp_path)
    assert sorted(told(lock)) == [
        f"{DAMAGED}'A.json' and 'a.json' are one file where case counts not",
        f"{DAMAGED}'b.json' and 'B.json' are one file where case counts not",
    ]
    assert set(map(str, lock.candidates)) == {"a.json", "B.json"}
    assert lock.sealed == {"job"}


PLACES: Mapping[str, tuple[Callable[[Path], object], str]] = {
    "a link": (
        lambda folder: (folder / "x.json").symlink_to(folder / "job.json"),
        "this part of the lock is a link",
    ),
    "a link to nothing": (
        lambda folder: (folder / "x.json").symlink_to("nowhere"),
        "this part of the lock is a link",
    ),
    "a folder": (
        lambda folder: (folder / "x.json").mkdir(),
        "this part of the lock is no file",
    ),
    "a pipe": (
        lambda folder: os.mkfifo(folder / "x.json"),
        "this part of the lock is no file",
    ),
    "a name": (
        lambda folder: (folder / "X y.json").touch(),
        "this is no part of the lock: no job can be called 'X y'",
    ),
}


@pytest.mark.parametrize(("make", "words"), PLACES.values(), ids=PLACES)
def test_something_else_in_the_place_of_a_share(
    tmp_path: Path, make: Callable[[Path], object], words: str
) -> None:
    put(tmp_path, share(FILES))
    make(tmp_path / ".scorewright")
    lock = read_lock(tmp_path)
    assert (told(lock), lock.fatal, lock.shares.keys()) == ([words], (), {"job"})


def test_other_files_of_the_folder_are_none_of_ours(tmp_path: Path) -> None:
    put(tmp_path, share(FILES))
    for name in (".gitignore", "notes.txt", "job.json.orig", ".hidden.json"):
        (tmp_path / ".scorewright" / name).write_text("{", "utf-8")
    lock = read_lock(tmp_path)
    assert (lock.faults, lock.shares.keys()) == ((), {"job"})


def test_the_folder_of_the_lock_is_a_link(tmp_path: Path) -> None:
    put(tmp_path / "elsewhere", share(FILES))
    (tmp_path / ".scorewright").symlink_to(tmp_path / "elsewhere/.scorewright")
    lock = read_lock(tmp_path)
    assert told(lock) == ["the folder of the lock is a link"]
    assert (lock.fatal, lock.candidates) == (lock.faults, {})


def test_the_folder_of_the_lock_is_a_file(tmp_path: Path) -> None:
    (tmp_path / ".scorewright").touch()
    lock = read_lock(tmp_path)
    assert told(lock) == ["something that is no folder stands where that of the lock belongs"]
    assert lock.fatal == lock.faults


def test_the_folder_of_the_lock_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, share(FILES))

    def refuse(folder: str) -> None:
        raise PermissionError(13, "Permission denied", folder)

    monkeypatch.setattr(reading.os, "scandir", refuse)
    lock = read_lock(tmp_path)
    assert told(lock) == ["cannot read the folder of the lock: Permission denied"]
    assert lock.fatal == lock.faults


def raw(data: bytes) -> str:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return "1:" + b85encode(deflate.compress(data) + deflate.flush()).decode()


TEXTS = {
    "": "its text was not kept, only its sha256",
    "x": "its text is damaged: it is packed in a way that this Scorewright does not know ('x')",
    "2:abc": "its text is damaged: it is packed in a way that this Scorewright does not know ('2')",
    "../x:": "its text is damaged: it is packed in a way that this Scorewright does not know "
    "('../x')",
    "1:": "its text is damaged: it is cut off, or something stands behind it",
    "1:~~~~~": "its text is damaged: it cannot be unpacked",
    "1:" + b85encode(b"\7").decode(): "its text is damaged: it cannot be unpacked",
    '1:"\\ ': "its text is damaged: it cannot be unpacked",
    "1:é": "its text is damaged: it cannot be unpacked",
    raw(b"x")[:-1]: "its text is damaged: it is cut off, or something stands behind it",
    raw(b"\xff"): "its text is damaged: it is not UTF-8",
    raw(b"other"): "its text is damaged: it has another sha256 than it should",
}


@pytest.mark.parametrize(("packed", "words"), TEXTS.items(), ids=range(len(TEXTS)))
def test_a_text_that_is_damaged(packed: str, words: str) -> None:
    with pytest.raises(LockFault) as caught:
        Kept(SHA, packed).text()
    assert str(caught.value) == words


def test_something_behind_a_text() -> None:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = deflate.compress(b"x") + deflate.flush()
    with pytest.raises(LockFault, match="something stands behind it"):
        Kept(SHA, "1:" + b85encode(data + b"more").decode()).text()


def test_a_text_that_unpacks_to_gigabytes_takes_no_memory() -> None:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    megabyte = deflate.compress(bytes(2**20)) + deflate.flush(zlib.Z_FULL_FLUSH)
    bomb = megabyte * 1024 + deflate.flush()  # each megabyte stands for itself
    assert len(bomb) < 2 * 2**20
    packed = "1:" + b85encode(bomb).decode()
    tracemalloc.start()
    try:
        with pytest.raises(LockFault, match="it unpacks to more than 16 MB"):
            Kept(SHA, packed).text()
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 4 * packing.LIMIT + 4 * len(packed)


def test_a_text_that_is_damaged_is_told_when_it_is_needed(tmp_path: Path) -> None:
    old: Share = share(FILES)
    packed = old.files[next(iter(old.files))].kept
    assert packed is not None
    put_text(tmp_path, printed(old).replace(packed.packed, "1:~~~~~"))
    lock = read_lock(tmp_path)
    assert (told(lock), lock.sealed) == ([], frozenset())
    (found,) = lock.candidates[next(iter(old.files))]
    assert found.kept is not None
    with pytest.raises(LockFault):
        found.kept.text()
