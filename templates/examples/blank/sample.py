"""Made-up records: a few lines in a few files."""

from samples import Here

FILES, LINES = 3, 5


def prepare(here: Here) -> list[str]:
    """Lay records where the job finds them; gives how to run it."""
    for number in range(1, FILES + 1):
        lines = [f"made up {number}.{line}\n" for line in range(1, LINES + 1)]
        here.write(here.data("records") / f"made_up_{number}.csv", "".join(lines))
    return []
