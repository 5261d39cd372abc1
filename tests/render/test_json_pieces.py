"""What is printed in pieces is what is printed at once."""

from collections.abc import Iterator, Sequence
from typing import cast

import pytest

from generator.render import Json, json_pieces, print_json

DOCUMENTS: tuple[Json, ...] = (
    {},
    [],
    "text",
    None,
    3,
    {"a": {}, "b": [], "c": [[], {}], "d": {"e": {"f": [1, "ä", {"g": None}]}}},
    [{"a": 1}, [1, [2, [3]]], "", True],
)


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("depth", range(5))
def test_pieces_are_the_whole(document: Json, depth: int) -> None:
    assert "".join(json_pieces(document, depth=depth)) == print_json(document)


def test_a_list_is_made_while_it_is_printed() -> None:
    made: list[int] = []

    class Numbers(Sequence[Json]):
        def __len__(self) -> int:
            return 2

        def __getitem__(self, index: object) -> Json:
            raise NotImplementedError

        def __iter__(self) -> Iterator[Json]:
            for number in range(2):
                made.append(number)
                yield number

    pieces = json_pieces(cast("list[Json]", Numbers()))
    assert (next(pieces), made) == ("[", [])
    assert ("[" + "".join(pieces), made) == (print_json([0, 1]), [0, 1])
