"""What was in step is seen at a glance, and nothing that changed is overlooked."""

import errno
import marshal
import os
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from generator.workspace import stamps
from generator.workspace.stamps import changed, place_of, read, remember, remembered, see

ROOT = Path(__file__).parents[2]
LONG_AGO = (1_000_000_000, 1_000_000_000)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file that has not only just changed, as far as a stamp can tell."""
    made = tmp_path / "file"
    made.write_text("one", encoding="utf-8")
    return made


def rewrite(file: Path) -> None:
    """Other bytes of the same size, at the same time as before, to the same file."""
    before = file.stat()
    file.write_text("two", encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def by_a_link(file: Path) -> None:
    file.rename(file.with_name("other"))
    file.symlink_to("other")


def by_another(file: Path) -> None:
    other = file.with_name("other")
    other.write_text("one", encoding="utf-8")
    os.utime(other, LONG_AGO)
    other.replace(file)


CHANGES: dict[str, Callable[[Path], object]] = {
    "touched": lambda file: os.utime(file, LONG_AGO),
    "rewritten, same size and time": rewrite,
    "longer": lambda file: file.write_text("longer", encoding="utf-8"),
    "gone": lambda file: file.unlink(),
    "a link": by_a_link,
    "another file": by_another,
    "other permissions": lambda file: file.chmod(0o600),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen(file: Path, change: Callable[[Path], object]) -> None:
    seen = see("key", "told", [str(file), str(file.with_name("missing"))])
    assert changed(seen) == frozenset()
    change(file)
    assert changed(seen) == {str(file)}


def test_a_file_that_comes_is_seen(file: Path) -> None:
    missing = file.with_name("missing")
    seen = see("key", "told", [str(missing)])
    assert seen.files == {str(missing): None}
    missing.touch()
    assert changed(seen) == {str(missing)}


@pytest.mark.parametrize("young", [True, False])
def test_a_file_system_that_gives_two_changes_one_time(
    file: Path, young: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What had only just changed is looked into: its stamp may be that of the next change, too."""
    now = file.stat().st_ctime_ns + (0 if young else 10**12)
    monkeypatch.setattr(time, "time_ns", lambda: now)
    real = os.lstat(file)
    monkeypatch.setattr(os, "lstat", lambda path: real)
    seen = see("key", "told", [str(file)])
    assert bool(seen.fresh) == young
    assert changed(seen) == frozenset()
    file.write_text("two", encoding="utf-8")
    assert changed(seen) == ({str(file)} if young else frozenset())


def test_stamps_that_are_known_are_believed(file: Path) -> None:
    data, stamp = read(str(file))
    assert data == b"one"
    seen = see("key", "told", [str(file)], {str(file): stamp})
    assert seen.files == {str(file): stamp}
    rewrite(file)
    assert changed(see("key", "told", [str(file)], {str(file): stamp})) == {str(file)}


def test_what_is_remembered_is_what_was_seen(file: Path, tmp_path: Path) -> None:
    place = tmp_path / "far" / "away"
    seen = see("key", "told", [str(file), "/nowhere"])
    remember(place, seen)
    assert remembered(place, "key") == seen
    assert remembered(place, "another version") is None
    assert [each.name for each in place.parent.iterdir()] == ["away"]


def test_nothing_is_remembered_where_nothing_was_seen(tmp_path: Path) -> None:
    assert remembered(tmp_path / "nothing", "key") is None
    assert remembered(tmp_path, "key") is None


def test_a_damaged_cache_is_none(file: Path, tmp_path: Path) -> None:
    place = tmp_path / "cache"
    remember(place, see("key", "told", [str(file)]))
    whole = place.read_bytes()
    for data in (b"", b"x", whole[:40], whole[:-1], whole + b"x", whole[:-1] + b"\xff", whole[32:]):
        place.write_bytes(data)
        assert remembered(place, "key") is None
    for at in range(len(whole)):
        place.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert remembered(place, "key") is None


@pytest.mark.parametrize("content", [(), 7, ("form",), ("another Python", "key", "told", {}, {})])
def test_a_cache_of_another_form_is_none(tmp_path: Path, content: object) -> None:
    data = marshal.dumps(content)
    (tmp_path / "cache").write_bytes(sha256(data).digest() + data)
    assert remembered(tmp_path / "cache", "key") is None


def test_a_cache_of_another_python_is_none(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(tmp_path / "cache", see("key", "told", [str(file)]))
    monkeypatch.setattr(stamps, "_FORM", "1 3.99 big")
    assert remembered(tmp_path / "cache", "key") is None


@pytest.mark.parametrize("name", ["mkdir", "replace"])
def test_a_cache_that_cannot_be_written_is_done_without(
    file: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: object, **named: object) -> None:
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, name, refuse)
    remember(tmp_path / "far" / "cache", see("key", "told", [str(file)]))
    assert remembered(tmp_path / "far" / "cache", "key") is None


def test_a_cache_below_a_file_is_done_without(file: Path) -> None:
    remember(file / "cache", see("key", "told", [str(file)]))
    assert remembered(file / "cache", "key") is None
    assert file.read_text(encoding="utf-8") == "one"


def test_each_two_folders_have_a_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    one = place_of(Path("specs"), Path("output"))
    assert one.parent == tmp_path / "scorewright"
    assert one == place_of(tmp_path / "specs", tmp_path / "output")
    assert one == place_of(Path("specs"), Path("specs/../output"))
    others = {place_of(Path("output"), Path("specs")), place_of(Path("specs"), Path("other"))}
    assert len({one, *others}) == 3


def test_without_a_variable_the_cache_is_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert place_of(Path("a")).parent == tmp_path / ".cache" / "scorewright"


def test_reading_follows_no_link(file: Path) -> None:
    link = file.with_name("link")
    link.symlink_to(file)
    with pytest.raises(OSError, match="symbolic link"):
        read(str(link))


@pytest.mark.parametrize("size", [0, 1, 1_000_000])
def test_reading_takes_all(tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the system gives less at a time than it is asked for."""
    file = tmp_path / "file"
    file.write_bytes(b"x" * size)
    real = os.read
    monkeypatch.setattr(os, "read", lambda opened, count: real(opened, min(count, 70_000)))
    data, stamp = read(str(file))
    assert (len(data), stamp[2]) == (size, size)


def test_reading_has_a_limit(file: Path) -> None:
    assert read(str(file), 3)[0] == b"one"
    with pytest.raises(OSError, match="File too large"):
        read(str(file), 2)


def test_another_process_sees_the_same(file: Path, tmp_path: Path) -> None:
    place = tmp_path / "cache"
    remember(place, see("key", "told", [str(file)]))
    script = (
        "import sys; from pathlib import Path\n"
        "from generator.workspace.stamps import changed, remembered\n"
        "print(sorted(changed(remembered(Path(sys.argv[1]), 'key'))))"
    )
    command = [sys.executable, "-c", script, str(place)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
