"""Both sides of every job keep its contract, read back from the files as they are written."""

from pathlib import Path

import pytest

from generator.compiler.check import check, read_job_calls, read_job_offer
from generator.contract.compare import compare
from generator.diagnostics import Diagnostic
from tests.support import cases
from tests.support.cases import CASES, JOBS, JobCase


@pytest.mark.parametrize("case", CASES)
def test_what_is_written_is_in_step(case: str, outputs: Path) -> None:
    assert check(cases.compiled(case), outputs / case) == ()


@pytest.mark.parametrize("case", JOBS, ids=str)
def test_each_half_is_the_spec_s_and_calls_fit_the_offer(case: JobCase, outputs: Path) -> None:
    calls = read_job_calls(case.job, outputs / case.case)
    offer = read_job_offer(case.job, outputs / case.case)
    assert not isinstance(calls, Diagnostic)
    assert not isinstance(offer, Diagnostic)
    assert len(calls.half.calls) == 1
    assert offer.half.sdk == case.sdk
    assert calls.half.firings.keys() == case.job.calls.firings.keys()
    assert list(compare((case.job.calls, case.job.offer), calls, offer)) == []
