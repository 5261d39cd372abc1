"""Counts what failed, and tells when it is too much."""

from dataclasses import dataclass

from generator.local.parallel.step import Settings

IGNORE = -1


@dataclass(frozen=True, slots=True)
class Tally:
    """What has been done so far."""

    items: int = 0
    failed_items: int = 0
    mini_batches: int = 0
    failed_mini_batches: int = 0
    rows: int = 0

    def returned(self, items: int, returned: int, settings: Settings) -> "Tally":
        """Count a mini-batch of which run() returned so many elements.

        Each stands for an item that succeeded; more than there are items count as all of them. What
        is missing are failed items and, in v2, makes the mini-batch a failed one.
        """
        short = max(items - returned, 0)
        failed = short > 0 and settings.sdk == "v2"
        return Tally(
            self.items + items,
            self.failed_items + short,
            self.mini_batches + 1,
            self.failed_mini_batches + failed,
            self.rows + returned,
        )

    def failed(self, items: int) -> "Tally":
        """Count a mini-batch that failed at every try: all of its items did."""
        return Tally(
            self.items + items,
            self.failed_items + items,
            self.mini_batches + 1,
            self.failed_mini_batches + 1,
            self.rows,
        )


def exceeded(tally: Tally, settings: Settings, mini_batches: int, unit: str) -> str | None:
    """Return which threshold has been passed, in words, or None.

    `mini_batches` is how many there are in all, `unit` what the items are: files or rows.
    Source: pages how-to-debug-parallel-run-step (v1) and how-to-use-parallel-job-in-pipeline (v2).
    """
    if IGNORE < settings.error_threshold < tally.failed_items:
        allowed = f"error_threshold allows {settings.error_threshold}"
        return f"{tally.failed_items:,} {unit} failed, {allowed}"
    failed = tally.failed_mini_batches
    if IGNORE < settings.mini_batch_error_threshold < failed:
        name = "allowed_failed_count" if settings.sdk == "v1" else "mini_batch_error_threshold"
        return (
            f"{failed:,} mini-batches failed, {name} allows {settings.mini_batch_error_threshold}"
        )
    if failed * 100 > settings.allowed_failed_percent * mini_batches:
        allowed = f"allowed_failed_percent allows {settings.allowed_failed_percent}%"
        return f"{failed:,} of {mini_batches:,} mini-batches failed, {allowed}"
    return None
