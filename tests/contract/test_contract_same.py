"""Edits that change nothing of the contract find nothing."""

from collections.abc import Callable
from pathlib import PurePosixPath

import pytest

from generator.diagnostics import Place
from tests.support.grounds import JOBS, Ground
from tests.support.mutations import Edit
from tests.support.respelled import AML, FACTORY

Grounds = Callable[[str], Ground]
every_job = pytest.mark.parametrize("case", JOBS)


@every_job
@pytest.mark.parametrize("how", FACTORY)
def test_the_factory_s_documents_in_other_words(case: str, how: str, ground: Grounds) -> None:
    here = ground(case)
    files = [here.pipeline, *(here.output / "factory" / "trigger").glob("*.json")]
    texts = {file: file.read_text("utf-8") for file in files}
    changed = {file: FACTORY[how](text) for file, text in texts.items()}
    assert any(changed[file] != texts[file] for file in files)
    for file, text in changed.items():
        assert here.judged(Edit(file, text, Place(PurePosixPath(file)))) == ()


@every_job
@pytest.mark.parametrize("how", AML)
def test_the_code_in_other_words(case: str, how: str, ground: Grounds) -> None:
    here = ground(case)
    before = here.code.read_text("utf-8")
    after = AML[how](before)
    assert after != before
    assert here.judged(Edit(here.code, after, Place(PurePosixPath(here.code)))) == ()
