"""Keeps the score of a step: the tally, and what a user wants to know of failures."""

from pathlib import Path

from generator.local.parallel.batches.parts import MiniBatch
from generator.local.parallel.counting.thresholds import Tally, counted, exceeded
from generator.local.parallel.engine import Failed, Returned
from generator.local.parallel.step import ParallelStep, Progress, Scored, StepFailed

_NAMED = 2


class ScoreSheet:
    """What has been counted; each failed try is also written to `failures.txt` among the logs."""

    def __init__(self, step: ParallelStep, mini_batches: int) -> None:
        self._step = step
        self._total = mini_batches
        self._unit = "row" if step.tabular else "file"
        self._tally = Tally()
        self._first: StepFailed | None = None
        self._file = step.logs / "failures.txt"
        self._file.unlink(missing_ok=True)

    def returned(self, answer: Returned) -> None:
        """Count a mini-batch for which run() returned something, be it less than it was given."""
        items, count = answer.batch.items, answer.rows.count
        self._tally = self._tally.returned(items, count, self._step.settings)
        if count < items:
            elements = counted(count, "element")
            reason = f"run() returned {elements} for {counted(items, self._unit)}"
            self._note(answer.batch, reason, answer.log)

    def will_retry(self, answer: Failed) -> None:
        """Note that a try failed which was not the last."""
        self._write(f"{_told(answer.batch, answer.reason)}; tried again", answer.log)

    def failed(self, answer: Failed) -> None:
        """Count a mini-batch that failed at its last try."""
        self._tally = self._tally.failed(answer.batch.items)
        tries = self._step.settings.tries
        often = f", at each of {tries} tries" if tries > 1 else ""
        self._note(answer.batch, f"{answer.reason}{often}", answer.log)

    def _note(self, batch: MiniBatch, reason: str, log: Path) -> None:
        told = _told(batch, reason)
        self._write(told, log)
        if self._first is None:
            self._first = StepFailed(told, log)

    def _write(self, told: str, log: Path) -> None:
        with self._file.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{told} ({log.name})\n")

    def judge(self) -> None:
        """Raise StepFailed if more has failed than may."""
        over = exceeded(self._tally, self._step.settings, self._total, self._unit)
        if over is not None:
            raise self._because(over)

    def judge_end(self) -> None:
        """Raise StepFailed if there are no rows at all, as Azure ML does whatever may fail.

        Source: its NoResultToAppendError; see microsoft/MLOpsPython, issue 328.
        """
        if self._step.settings.output_action == "append_row" and not self._tally.rows:
            raise self._because("run() returned no element for any mini-batch")

    def _because(self, verdict: str) -> StepFailed:
        if self._first is None:
            return StepFailed(verdict)
        return StepFailed(f"{verdict}; the first: {self._first.message}", self._first.log)

    def progress(self, workers: int) -> Progress:
        """Return how far the step is."""
        tally = self._tally
        scored = tally.items - tally.failed_items
        return Progress(tally.mini_batches, self._total, tally.failed_mini_batches, workers, scored)

    def scored(self, file: Path | None) -> Scored:
        """Return what the step came to."""
        tally = self._tally
        return Scored(
            tally.items,
            tally.failed_items,
            tally.mini_batches,
            tally.failed_mini_batches,
            file,
            None if file is None else tally.rows,
        )


def _told(batch: MiniBatch, reason: str) -> str:
    more = len(batch.files) - _NAMED
    names = ", ".join(batch.files[:_NAMED]) + (f" and {more} more" if more > 0 else "")
    return f"mini-batch {batch.index} ({names}): {reason}"
