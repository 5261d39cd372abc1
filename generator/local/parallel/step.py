"""A parallel step as data: what it is given, how far it is, what came out, why it failed."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct, field


class Settings(Struct, frozen=True):
    """How a parallel step works; the defaults are Azure ML's, from how-to-use-parallel-job.

    `mini_batch_size` is text as it was written: a number of files or, for tables, a size ("10kb");
    None is 10 files or 1 MB. `error_threshold` counts items (files or rows),
    `mini_batch_error_threshold` (v1: allowed_failed_count) counts mini-batches, and -1 lets any
    number fail. `tries` is v1's run_max_try, or one more than v2's max_retries. Spans of time are
    in seconds: `timeout` is for one run(), `task_overhead_timeout` for reading one mini-batch.
    `processes` is how many workers there are; None is one per core.
    """

    sdk: Literal["v1", "v2"] = "v2"
    mini_batch_size: str | None = None
    partition_keys: tuple[str, ...] = ()
    error_threshold: int = -1
    mini_batch_error_threshold: int = -1
    allowed_failed_percent: int = 100
    tries: int = 3
    timeout: float = 60
    task_overhead_timeout: float = 600
    processes: int | None = None
    output_action: Literal["append_row", "summary_only"] = "append_row"
    append_row_file_name: str = "parallel_run_step.txt"
    append_row_dataframe_header: bool = False
    logging_level: str = "INFO"


class ParallelStep(Struct, frozen=True):
    """A parallel step whose inputs are here.

    `source` is the folder of the code, `arguments` the user's, resolved to text. `inputs` are
    folders or files that hold what is scored; with `tabular`, run() gets it as DataFrames.
    `environment` is added to this process's own, `logs` gets a file for each worker.
    """

    name: str
    source: Path
    entry_script: str
    arguments: Sequence[str]
    inputs: Sequence[Path]
    tabular: bool
    output: Path
    settings: Settings
    environment: Mapping[str, str] = field(default_factory=dict)
    logs: Path = Path("logs")


class Progress(Struct, frozen=True):
    """How far a step is: `done`, `total`, `failed` are mini-batches; `items` have been scored."""

    done: int
    total: int
    failed: int
    workers: int
    items: int


class Scored(Struct, frozen=True):
    """What a step came to.

    `file` holds the `rows` that run() gave; both are None if they are only counted.
    """

    items: int
    failed_items: int
    mini_batches: int
    failed_mini_batches: int
    file: Path | None
    rows: int | None


class StepFailed(Exception):
    """A parallel step failed; `log` is the file that tells more, if there is one."""

    def __init__(self, message: str, log: Path | None = None) -> None:
        # Both, so that pickle can make it again.
        super().__init__(message, log)
        self.message = message
        self.log = log

    def __str__(self) -> str:
        return self.message if self.log is None else f"{self.message}\nlog: {self.log}"
