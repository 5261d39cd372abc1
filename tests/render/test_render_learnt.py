"""What rendering has found out serves the next run, and changes nothing."""

from pathlib import Path

import pytest

from generator.compiler.remembering import remembering
from generator.render import black_itself, learnt
from generator.render.black_itself import black
from generator.render.templates import Templates

SOURCE = "a = {'b': [1,2]}\n"


@pytest.fixture(autouse=True)
def _forgetful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin as a new process on a new machine does."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(learnt, "_learnt", learnt._Learnt())


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learnt, "_learnt", learnt._Learnt())


def test_black_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with remembering():
        made = black(SOURCE)
    assert made == 'a = {"b": [1, 2]}\n'
    forget(monkeypatch)
    monkeypatch.setattr(black_itself, "_mode", lambda width: pytest.fail("black was asked"))
    with remembering():
        assert black(SOURCE) == made
    with pytest.raises(pytest.fail.Exception):
        black(SOURCE, width=40)


def test_another_black_is_asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    with remembering():
        black(SOURCE)
    forget(monkeypatch)
    monkeypatch.setattr("generator.product.BLACK", "99.0")
    learnt.recall()
    assert learnt.layout((88, SOURCE)) is None


def test_long_texts_are_not_kept() -> None:
    source = f"a = '{'x' * 4_000}'\n"
    black(source)
    assert learnt.layout((88, source)) is None


def test_nothing_is_kept_where_nobody_asks_for_it(tmp_path: Path) -> None:
    black(SOURCE)
    assert not (tmp_path / "cache").exists()


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.json.j2").write_text('{"a": {{ b }}}', "utf-8")

    def rendered(value: object) -> object:
        with remembering():
            return Templates(tmp_path, lambda each: each).json("a.json.j2", b=value)

    assert rendered(1) == {"a": 1}
    forget(monkeypatch)
    refused = "generator.render.engine.Engine._generate"
    monkeypatch.setattr(refused, lambda *_, **__: pytest.fail("a template was compiled"))
    assert rendered("}") == {"a": "}"}


def test_a_template_that_changed_is_compiled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.json.j2"
    for text in ('{"a": {{ b }}}', '{"c": {{ b }}}'):
        file.write_text(text, "utf-8")
        with remembering():
            found = Templates(tmp_path, lambda each: each).json("a.json.j2", b=1)
        assert found == {text[2]: 1}
        forget(monkeypatch)
