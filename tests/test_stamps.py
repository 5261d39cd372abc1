"""What was in step is seen at a glance, and nothing that changed is overlooked."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import cores, stamps, user_cache
from generator.stamps import (
    Looks,
    changed,
    look,
    name_of,
    read,
    remember,
    remembered,
    see,
    see_again,
)

ROOT = Path(__file__).parents[1]
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


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """So many files that a copy of the process helps."""
    monkeypatch.setattr(stamps, "_MANY", 4)
    monkeypatch.setattr(cores, "idle", lambda: int(hasattr(os, "fork")))
    files = [tmp_path / f"{number}" for number in range(9)]
    for file in files:
        file.write_text("one", encoding="utf-8")
        os.utime(file, LONG_AGO)
    return [str(file) for file in (*files, tmp_path / "missing")]


def test_every_one_of_many_files_is_looked_at(many: list[str]) -> None:
    seen = see("key", "told", many)
    assert changed(seen) == frozenset()
    for file in many:
        Path(file).write_text("longer", encoding="utf-8")
        assert changed(seen) == {file}
        seen = see("key", "told", many)


def _no_fork() -> int:
    raise BlockingIOError


def _ends() -> int:
    """A copy that ends before it has said anything."""
    child = fork()
    if not child:
        os._exit(1)
    return child


fork = getattr(os, "fork", None) or _no_fork


@pytest.mark.parametrize("broken", [_no_fork, _ends])
def test_what_nobody_helps_with_is_looked_at_here(
    many: list[str], broken: Callable[[], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, opened = see("key", "told", many), {*Path("/dev/fd").iterdir()}
    monkeypatch.setattr(os, "fork", broken, raising=False)
    assert changed(seen) == frozenset()
    Path(many[-2]).unlink()
    assert changed(seen) == {many[-2]}
    assert {*Path("/dev/fd").iterdir()} == opened


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
    seen = see("key", "told", [str(file)], Looks({str(file): stamp}))
    assert seen.files == {str(file): stamp}
    rewrite(file)
    assert changed(see("key", "told", [str(file)], Looks({str(file): stamp}))) == {str(file)}


def test_what_is_saved_after_it_was_read_is_seen(file: Path) -> None:
    os.utime(file, LONG_AGO)
    looked = look([str(file)])
    file.write_text("longer", encoding="utf-8")
    for seen in (
        see("key", "told", [str(file)], looked),
        see_again(see("key", "told", [str(file)]), [str(file)], looked),
    ):
        assert changed(seen) == {str(file)}


def test_what_only_just_changed_before_it_was_read_is_looked_into(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what it was then: its stamp may be that of the next change, too."""
    real = os.lstat(file)
    monkeypatch.setattr(os, "lstat", lambda path: real)
    monkeypatch.setattr(time, "time_ns", lambda: real.st_ctime_ns)
    looked = look([str(file)])
    monkeypatch.setattr(time, "time_ns", lambda: real.st_ctime_ns + 10**12)
    assert changed(see("key", "told", [str(file)], looked)) == frozenset()
    file.write_text("two", encoding="utf-8")
    for seen in (
        see("key", "told", [str(file)], looked),
        see_again(see("key", "told", [str(file)]), [str(file)], looked),
    ):
        assert changed(seen) == {str(file)}


def test_what_was_touched_is_looked_at_again(file: Path) -> None:
    others = [file.with_name(name) for name in ("first", "last")]
    for each in others:
        each.touch()
    new = file.with_name("new")
    seen = see("key", "told", map(str, [others[0], file, others[1]]))
    file.write_text("longer", encoding="utf-8")
    new.touch()
    again = see_again(seen, [str(new), str(file)])
    assert again.paths == tuple(map(str, [others[0], file, others[1], new]))
    assert again == see("key", "told", again.paths)
    assert changed(again) == frozenset()
    others[1].unlink()
    assert changed(again) == {str(others[1])}
    file.unlink()
    assert see_again(again, [str(file)]).files[str(file)] is None


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "scorewright"


def test_what_is_remembered_is_what_was_seen(file: Path) -> None:
    seen = see("key", "told", [str(file), "/nowhere"])
    remember("a", seen)
    assert remembered("a", "key") == seen
    assert remembered("a", "another version") is None
    assert remembered("b", "key") is None


@pytest.mark.parametrize("value", [7, (), ("told", {})])
def test_something_else_is_nothing_that_was_seen(value: object) -> None:
    user_cache.write("a", "key", value)
    assert remembered("a", "key") is None


def test_each_two_folders_have_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    one = name_of(Path("specs"), Path("output"))
    assert one == name_of(tmp_path / "specs", tmp_path / "output")
    assert one == name_of(Path("specs"), Path("specs/../output"))
    others = {name_of(Path("output"), Path("specs")), name_of(Path("specs"), Path("other"))}
    assert len({one, *others}) == 3


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


def test_another_process_sees_the_same(file: Path) -> None:
    remember("a", see("key", "told", [str(file)]))
    script = (
        "from generator.stamps import changed, remembered\n"
        "print(sorted(changed(remembered('a', 'key'))))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
