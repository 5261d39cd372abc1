"""Both sides of every job keep its contract, read back from the files as they are written."""

from pathlib import Path

import pytest

from generator.compiler.check import check, read_job_offer, read_pipeline
from generator.contract.compare import Factory, compare
from generator.diagnostics import Diagnostic
from tests.support import cases
from tests.support.cases import CASES, JOBS, JobCase


@pytest.mark.parametrize("case", CASES)
def test_what_is_written_is_in_step(case: str, outputs: Path) -> None:
    assert check(cases.compiled(case), outputs / case) == ()


@pytest.mark.parametrize("case", JOBS, ids=str)
def test_each_half_is_the_spec_s_and_calls_fit_the_offer(case: JobCase, outputs: Path) -> None:
    read = []
    for pipeline in case.job.factory.pipelines:
        calls = read_pipeline(case.job, pipeline, outputs / case.case)
        assert not isinstance(calls, Diagnostic)
        assert calls.half.calls.keys() == pipeline.calls.calls.keys()
        assert calls.half.firings.keys() == pipeline.calls.firings.keys()
        read.append(Factory(pipeline.calls, calls))
    offer = read_job_offer(case.job, outputs / case.case)
    assert not isinstance(offer, Diagnostic)
    assert offer.half == case.job.offer
    assert list(compare(read, case.job.offer, offer)) == []
