"""Both sides of every job keep its contract, read back from the files as they are written."""

from pathlib import Path

import pytest

from generator.compiler.check import check
from generator.compiler.contracts import Contracts
from generator.compiler.sync import synchronized
from generator.compiler.view import View
from generator.contract.compare import Factory, compare
from generator.diagnostics import Diagnostic
from generator.workspace.lock import read_lock
from tests.support import cases
from tests.support.cases import CASES, JOBS, JobCase


@pytest.mark.parametrize("case", CASES)
def test_what_is_written_is_in_step(case: str, outputs: Path) -> None:
    folder = outputs / case
    sync = synchronized(cases.compiled(case), folder, read_lock(folder))
    assert sync.plan.in_step
    assert check(sync) == ()


@pytest.mark.parametrize("case", JOBS, ids=str)
def test_each_half_is_the_spec_s_and_calls_fit_the_offer(case: JobCase, outputs: Path) -> None:
    contracts, read = Contracts(cases.compiled(case.case).loaded, View(outputs / case.case)), []
    for pipeline in case.job.factory.pipelines:
        calls = contracts.calls(case.job, pipeline)
        assert not isinstance(calls, Diagnostic)
        assert calls.half.calls.keys() == pipeline.calls.calls.keys()
        assert calls.half.firings.keys() == pipeline.calls.firings.keys()
        read.append(Factory(pipeline.calls, calls))
    offer = contracts.offer(case.job)
    assert not isinstance(offer, Diagnostic)
    assert offer.half == case.job.offer
    assert list(compare(read, case.job.offer, offer)) == []
