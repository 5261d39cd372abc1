"""What is kept between runs is what was written, or nothing; and it never stops a run."""

import errno
import marshal
from hashlib import sha256
from pathlib import Path

import pytest

from generator import user_cache

VALUE = {"a": (1, b"2", None)}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "scorewright"


def test_what_is_read_is_what_was_written(cache: Path) -> None:
    user_cache.write("a", "key", VALUE)
    assert user_cache.read("a", "key") == VALUE
    assert user_cache.read("a", "another version") is None
    assert user_cache.read("b", "key") is None
    assert [each.name for each in cache.iterdir()] == ["a"]


def test_what_is_damaged_is_nothing(cache: Path) -> None:
    user_cache.write("a", "key", VALUE)
    file = cache / "a"
    whole = file.read_bytes()
    for data in (b"", b"x", whole[:40], whole[:-1], whole + b"x", whole[:-1] + b"\xff", whole[32:]):
        file.write_bytes(data)
        assert user_cache.read("a", "key") is None
    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert user_cache.read("a", "key") is None


@pytest.mark.parametrize("content", [(), 7, ("form",), ("another Python", "key", VALUE)])
def test_what_has_another_form_is_nothing(cache: Path, content: object) -> None:
    data = marshal.dumps(content)  # type: ignore[arg-type]
    cache.mkdir()
    (cache / "a").write_bytes(sha256(data).digest() + data)
    assert user_cache.read("a", "key") is None


def test_what_another_python_wrote_is_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    user_cache.write("a", "key", VALUE)
    monkeypatch.setattr(user_cache, "_FORM", "2 3.99 big")
    assert user_cache.read("a", "key") is None


@pytest.mark.parametrize("name", ["mkdir", "replace", "write_bytes"])
def test_a_cache_that_cannot_be_written_is_done_without(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: object, **named: object) -> None:
        raise OSError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, name, refuse)
    user_cache.write("a", "key", VALUE)
    assert user_cache.read("a", "key") is None


def test_a_cache_below_a_file_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.write_text("one", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file))
    user_cache.write("a", "key", VALUE)
    assert user_cache.read("a", "key") is None
    assert file.read_text(encoding="utf-8") == "one"


def test_without_a_variable_the_cache_is_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert user_cache.folder() == tmp_path / ".cache" / "scorewright"
