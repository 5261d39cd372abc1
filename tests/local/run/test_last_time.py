"""Without a time, a trigger is taken to fire as it did last."""

from datetime import UTC, datetime

import pytest

from generator.local.factory import Documents, Refused
from generator.local.factory.triggers import last_time
from tests.local.run.small import output

FIRST = datetime(2026, 1, 1, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "last"),
    [
        (FIRST, FIRST),
        (datetime(2026, 1, 5, 5, 59, tzinfo=UTC), datetime(2026, 1, 4, 6, tzinfo=UTC)),
        (datetime(2026, 1, 5, 6, tzinfo=UTC), datetime(2026, 1, 5, 6, tzinfo=UTC)),
        (datetime(2026, 1, 5, 23, 1, 2, 3, UTC), datetime(2026, 1, 5, 6, tzinfo=UTC)),
    ],
)
def test_it_is_the_last_time_up_to_now(now: datetime, last: datetime) -> None:
    assert last_time(Documents(output("v1") / "factory"), "small_daily", now) == last


def test_what_has_not_fired_yet_is_refused() -> None:
    documents = Documents(output("v1") / "factory")
    with pytest.raises(Refused, match="it has not fired yet"):
        last_time(documents, "small_daily", datetime(2025, 12, 31, tzinfo=UTC))
