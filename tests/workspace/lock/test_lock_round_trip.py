"""What is written into the lock is what is read from it."""

import os
import subprocess
import sys
import zlib
from hashlib import sha256
from pathlib import Path, PurePosixPath
from string import ascii_letters, digits

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.workspace import packing
from generator.workspace.artifacts import Owner
from generator.workspace.lock import (
    Entry,
    Kept,
    LockFault,
    Made,
    Share,
    lock_path,
    printed,
    read_lock,
)
from tests.support.locks import put, share, told

ROOT = Path(__file__).parents[3]

names = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}", fullmatch=True)
paths = st.lists(names, min_size=1, max_size=4).map("/".join)
texts = st.text(st.characters(exclude_categories=["Cs"]))
kept = st.builds(Kept.of, texts) | st.text("0123456789abcdef", min_size=64, max_size=64).map(
    lambda digest: Kept(digest, "")
)
entries = st.builds(Entry, st.sampled_from(Owner), st.none() | kept)
versions = st.text(ascii_letters + digits + ".+!_-", max_size=64)
shares = st.builds(
    Share,
    st.just("") | st.from_regex(r"[a-z][a-z0-9_]{0,59}", fullmatch=True),
    st.builds(Made, versions, versions, versions),
    st.dictionaries(names, kept.map(lambda text: text.sha256)),
    st.none() | kept,
    st.dictionaries(paths, entries).map(
        lambda found: {
            PurePosixPath(path): entry
            for path, entry in {path.lower(): (path, found[path]) for path in found}.values()
        }
    ),
)
quick = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@quick
@given(written=shares)
def test_what_is_written_is_read(written: Share, tmp_path_factory: pytest.TempPathFactory) -> None:
    output = tmp_path_factory.mktemp("output")
    put(output, written)
    lock = read_lock(output)
    assert lock.faults == lock.notes == ()
    assert lock.shares == {written.job: written}
    assert lock.sealed == {written.job}
    assert lock.candidates == {path: (entry,) for path, entry in written.files.items()}
    assert all(lock.job_of(path) == written.job for path in written.files)
    assert printed(lock.shares[written.job]) == printed(written)


@given(text=texts)
def test_a_text_is_kept(text: str) -> None:
    assert Kept.of(text).text() == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "\ufeffa",
        "a\r\nb\r",
        "\0\x7f\x85\u2028",
        "é 試 🎯",
        "x" * 1_000_000,
        "a\n" * 99_999,
    ],
    ids=lambda text: ascii(text[:9]),
)
def test_a_text_of_a_special_kind_is_kept(text: str) -> None:
    assert Kept.of(text).text() == text


def test_a_text_is_one_that_a_file_can_hold() -> None:
    with pytest.raises(UnicodeEncodeError):
        Kept.of("\udc80")


def test_of_a_text_without_end_only_the_sha256_is_kept() -> None:
    kept = Kept.of("x" * (packing.LIMIT + 1))
    assert not kept.has_text
    with pytest.raises(LockFault, match="its text was not kept, only its sha256"):
        kept.text()
    assert Kept.of("x" * packing.LIMIT).has_text


@pytest.mark.parametrize("path", ["../x", "/x", "a/.b", "a\\b", "a b", "ä", "x" * 256, ""])
def test_a_path_that_could_not_be_read_is_not_written(path: str) -> None:
    bad = replace(share({}), files={PurePosixPath(path): Entry(Owner.GENERATED, None)})
    with pytest.raises(ValueError, match=r"is absolute|leads out|has a|is too long"):
        printed(bad)


def test_the_order_of_things_makes_no_difference() -> None:
    files = {"b.json": "b", "a/c.py": "c", "a.json": "a", "a-b/x.py": "x"}
    one = share(files)
    other = replace(share(dict(reversed(files.items()))), inputs=dict(reversed(one.inputs.items())))
    assert printed(one) == printed(other)


def test_the_hash_seed_makes_no_difference() -> None:
    code = (
        "from tests.support.locks import share\n"
        "from generator.workspace.lock import printed\n"
        "print(printed(share({path: path for path in {'a.json', 'b.json', 'c/d.py', 'e'}})))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


def test_each_job_has_a_file_of_its_own(tmp_path: Path) -> None:
    put(tmp_path, share({"a.py": "a"}), share({"b.py": "b"}, "other"), share({"c.py": "c"}, ""))
    files = sorted(file.name for file in (tmp_path / ".scorewright").iterdir())
    assert files == ["_project.json", "job.json", "other.json"]
    assert read_lock(tmp_path).shares.keys() == {"", "job", "other"}
    assert lock_path("") == PurePosixPath(".scorewright/_project.json")


def test_a_folder_without_a_lock_has_an_empty_one(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        lock = read_lock(folder)
        assert (lock.shares, lock.candidates, lock.faults) == ({}, {}, ())


@pytest.mark.parametrize("change", ["\r\n", "\ufeff", "\ufeff\r\n"])
def test_what_a_checkout_or_an_editor_does_breaks_no_seal(tmp_path: Path, change: str) -> None:
    put(tmp_path, share({"a.json": "a"}))
    file = tmp_path / lock_path("job")
    text = file.read_text("utf-8")
    ends = text.replace("\n", "\r\n") if "\r\n" in change else text
    file.write_bytes((change.removesuffix("\r\n") + ends).encode())
    lock = read_lock(tmp_path)
    assert (lock.sealed, told(lock)) == ({"job"}, [])


def test_a_text_that_was_packed_by_another_zlib_is_read(tmp_path: Path) -> None:
    text = "some text, some text, some text"
    packed = _packed(text, 1)
    assert packed != Kept.of(text).packed
    old = share({"a.json": text})
    entry = Entry(Owner.GENERATED, Kept(Kept.of(text).sha256, packed))
    put(tmp_path, replace(old, files={PurePosixPath("a.json"): entry}))
    (found,) = read_lock(tmp_path).candidates[PurePosixPath("a.json")]
    assert found.kept is not None
    assert (found.kept.packed, found.kept.text()) == (packed, text)


def _packed(text: str, level: int) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            packing, "_start", lambda: zlib.compressobj(level, zlib.DEFLATED, -15, strategy=4)
        )
        return Kept.of(text).packed


def test_a_dictionary_stays_what_it_was() -> None:
    """Each text that was ever packed needs it, so a new one gets a new number."""
    known = {"1": "e91c33461a6748b7c9a25f3107be13ac0b3d60fe4d5151fcb64b23e07f30273a"}
    found = {
        number: sha256(packing.dictionary_file(int(number)).read_bytes()).hexdigest()
        for number in packing.KNOWN
    }
    assert found == known
