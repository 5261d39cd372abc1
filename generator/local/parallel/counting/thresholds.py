"""Counts what failed, and tells when it is too much."""

from msgspec import Struct

from generator.local.parallel.step import Settings

IGNORE = -1


class Tally(Struct, frozen=True):
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


def counted(number: int, thing: str) -> str:
    """Return a number of things in words, as "2 mini-batches"."""
    if number == 1:
        return f"1 {thing}"
    return f"{number:,} {thing}{'es' if thing.endswith('ch') else 's'}"


def exceeded(tally: Tally, settings: Settings, mini_batches: int, unit: str) -> str | None:
    """Return which threshold has been passed, in words, or None.

    `mini_batches` is how many there are in all, `unit` what an item is: a file or a row.
    Source: pages how-to-debug-parallel-run-step (v1) and how-to-use-parallel-job-in-pipeline (v2).
    """
    if IGNORE < settings.error_threshold < tally.failed_items:
        failed = counted(tally.failed_items, unit)
        return f"{failed} failed, error_threshold allows {settings.error_threshold}"
    if IGNORE < settings.mini_batch_error_threshold < tally.failed_mini_batches:
        failed = counted(tally.failed_mini_batches, "mini-batch")
        name = "allowed_failed_count" if settings.sdk == "v1" else "mini_batch_error_threshold"
        return f"{failed} failed, {name} allows {settings.mini_batch_error_threshold}"
    if tally.failed_mini_batches * 100 > settings.allowed_failed_percent * mini_batches:
        failed = f"{tally.failed_mini_batches:,} of {counted(mini_batches, 'mini-batch')}"
        return f"{failed} failed, allowed_failed_percent allows {settings.allowed_failed_percent}%"
    return None
