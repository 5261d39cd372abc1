"""Runs a parallel step: cuts, scores, counts, writes."""

import os
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from generator.local.parallel.arguments import argv_of, with_arguments
from generator.local.parallel.batches.mini_batches import mini_batches_of
from generator.local.parallel.batches.parts import MiniBatch
from generator.local.parallel.checks import check
from generator.local.parallel.counting.backlog import Backlog
from generator.local.parallel.counting.rows_file import RowsFile
from generator.local.parallel.counting.score_sheet import ScoreSheet
from generator.local.parallel.engine import Engine, Failed, Returned, Team
from generator.local.parallel.messages import Program
from generator.local.parallel.processes import LocalProcesses
from generator.local.parallel.step import ParallelStep, Progress, Scored

_LOCAL = LocalProcesses()


def run_step(
    step: ParallelStep, tell: Callable[[Progress], None], engine: Engine = _LOCAL
) -> Scored:
    """Score a step's input as Azure ML's parallel run step does, and write the output file.

    Args:
        step: What to run; of its arguments, the driver's own (--error_threshold,
            --allowed_failed_percent, --task_overhead_timeout, --append_row_dataframe_header) count
            before the settings.
        tell: Is told how far the step is, at first and whenever a mini-batch is done.
        engine: Where the workers are.

    Returns:
        What was counted. The rows stand in the order in which the mini-batches got done, which, as
        in Azure ML, is another one every time.

    Raises:
        StepFailed: a threshold was passed, init() or shutdown() failed, run() returned nothing at
            all, or there is nothing to score. The message names the first mini-batch that failed.
    """
    step = replace(step, settings=with_arguments(step.settings, step.arguments))
    check(step)
    batches = mini_batches_of(step)
    for folder in (step.logs, step.output):
        folder.mkdir(parents=True, exist_ok=True)
    workers = min(step.settings.processes or os.cpu_count() or 1, len(batches))
    with engine.start(_program(step), workers) as team, RowsFile(step) as rows:
        sheet = _score(step, batches, team, rows, tell)
        team.stop()
        sheet.judge_end()
        return sheet.scored(rows.publish())


def _score(
    step: ParallelStep,
    batches: Sequence[MiniBatch],
    team: Team,
    rows: RowsFile,
    tell: Callable[[Progress], None],
) -> ScoreSheet:
    sheet = ScoreSheet(step, len(batches))
    tell(sheet.progress(team.workers))
    backlog = Backlog(batches, step.settings.tries)
    for answer in team.answers(backlog):
        match answer:
            case Returned():
                backlog.finish()
                rows.append(answer.rows)
                sheet.returned(answer)
            case Failed() if backlog.fail(answer.batch):
                sheet.will_retry(answer)
                continue
            case Failed():
                sheet.failed(answer)
        sheet.judge()
        tell(sheet.progress(team.workers))
    return sheet


def _program(step: ParallelStep) -> Program:
    return Program(
        source=str(step.source.absolute()),
        entry_script=step.entry_script,
        argv=argv_of(step),
        output=str(step.output.absolute()),
        logs=str(step.logs.absolute()),
        logging_level=step.settings.logging_level,
        append=step.settings.output_action == "append_row",
        tabular=step.tabular,
        environment=dict(step.environment),
        timeout=step.settings.timeout,
        overhead_timeout=step.settings.task_overhead_timeout,
    )
