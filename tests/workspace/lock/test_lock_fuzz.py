"""Whatever happens to the bytes of a lock: nothing is raised, nothing leads out, nothing lies."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.workspace.files import digest
from generator.workspace.lock import LockFault, lock_path, read_lock
from generator.workspace.lock.careful import read_carefully
from generator.workspace.lock.quick import read_quickly
from tests.support.fast import fast
from tests.support.locks import put_text
from tests.support.projects import LOAN, compiled, texts, write

JOB = "loan_default"
PIECES = (
    *(b"<<<<<<< a\n", b"=======\n", b">>>>>>> b\n", b"||||||| c\n", b"../", b"/", b"\\", b"\0"),
    *(b'"', b"\n", b",\n", b"\r\n", b"[", b"]", b'["file", "a/../x", "generated"],\n', b"\xff"),
    *(b'["version", 3],\n', b'["job", "x"],\n', b'"1:', b"\xef\xbb\xbf", b"{", b'"seal"', b" "),
)
SAFE = re.compile(r"(?!\.)[\w.-]+(/(?!\.)[\w.-]+)*", re.ASCII)
steady = settings(deadline=None)


@cache
def real(folder: Path) -> bytes:
    """The share of a real job."""
    with fast():
        write(compiled(texts(LOAN)), folder)
    return (folder / lock_path(JOB)).read_bytes()


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return real(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("output")


@st.composite
def changes(draw: st.DrawFn) -> tuple[float, float, bytes]:
    """From where to where, as parts of the whole, and what stands there then."""
    start = draw(st.floats(0, 1))
    size = draw(st.sampled_from([0.0, 0.0001, 0.001, 0.1]) | st.floats(0, 1))
    return start, size, draw(st.sampled_from(PIECES) | st.binary(max_size=9))


def changed(data: bytes, change: tuple[float, float, bytes]) -> bytes:
    start, size, piece = change
    first = int(start * len(data))
    return data[:first] + piece + data[first + int(size * len(data)) :]


def judge(output: Path, data: bytes) -> Mapping[str, list[str]]:
    """Read a share and judge what comes in; gives the texts by path."""
    put_text(output, data, JOB)
    lock = read_lock(output)
    found: dict[str, list[str]] = {}
    for path, entries in lock.candidates.items():
        assert SAFE.fullmatch(str(path)), path
        for entry in entries:
            if entry.kept is None or not entry.kept.has_text:
                continue
            try:
                text = entry.kept.text()
            except LockFault:
                continue
            assert digest(text) == entry.kept.sha256
            found.setdefault(str(path), []).append(text)
    for each in (*lock.faults, *lock.fatal, *lock.notes):
        assert str(each.message).isprintable(), each.message
    return found


@steady
@given(many=st.lists(changes(), min_size=1, max_size=4))
def test_bytes_that_change(
    share: bytes, output: Path, many: list[tuple[float, float, bytes]]
) -> None:
    data = share
    for each in many:
        data = changed(data, each)
    before, after = judge(output, share), judge(output, data)
    for path, found in after.items():
        assert set(found) <= set(before.get(path, found)), f"{path} was never generated so"


@steady
@given(data=st.binary(max_size=300))
def test_bytes_of_any_kind(output: Path, data: bytes) -> None:
    assert judge(output, data) == {}


@steady
@given(data=st.lists(st.sampled_from(PIECES), max_size=30).map(b"".join))
def test_pieces_of_any_kind(output: Path, data: bytes) -> None:
    assert judge(output, data) == {}


@steady
@given(order=st.randoms(use_true_random=False))
def test_lines_in_any_order(share: bytes, output: Path, order: Random) -> None:
    lines = share.split(b"\n")
    order.shuffle(lines)
    assert judge(output, b"\n".join(lines)) == judge(output, share)


def test_the_quick_and_the_careful_way_come_to_the_same(share: bytes) -> None:
    quick = read_quickly(share, JOB)
    assert quick is not None
    faults: list[str] = []
    careful = read_carefully(share.decode(), JOB, lambda why, line: faults.append(f"{line}: {why}"))
    assert faults == []
    assert list(careful.rows()) == list(quick.rows())
    assert (careful.made, careful.inputs, careful.spec) == (quick.made, quick.inputs, quick.spec)
    assert (quick.sealed, careful.sealed) == (True, False)


@steady
@given(change=changes())
def test_what_is_changed_in_any_way_is_not_read_quickly(
    share: bytes, change: tuple[float, float, bytes]
) -> None:
    data = changed(share, change)
    assert (read_quickly(data, JOB) is not None) == (data == share)
    assert read_quickly(share, "other") is None
