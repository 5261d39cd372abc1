"""How inputs are cut: sizes, files, tables, partitions."""

import os
import re
from pathlib import Path

import pytest

from generator.local.parallel.batches.delimited import cut
from generator.local.parallel.batches.mini_batches import mini_batches_of
from generator.local.parallel.batches.parts import MiniBatch, packed, unpacked
from generator.local.parallel.batches.reading import read_table
from generator.local.parallel.batches.sizes import size_of
from generator.local.parallel.messages import Decoder, Message, send
from generator.local.parallel.step import StepFailed
from tests.support.parallel_steps import Bench

SIZES = [
    (None, False, 10),
    (None, True, 1024 * 1024),
    ("25", False, 25),
    ("1024", True, 1024),
    ("10kb", True, 10 * 1024),
    ("1MB", True, 1024**2),
    ("2Gb", True, 2 * 1024**3),
]
NO_SIZES = [
    ("0", False, "expected a number of files"),
    ("ten", False, "expected a number of files"),
    ("-1", True, "expected a size"),
    ("1.5MB", True, "expected a size"),
    ("10kbkb", True, "expected a size"),
    ("1MB", False, "files are counted"),
]


@pytest.mark.parametrize(("text", "tabular", "expected"), SIZES)
def test_sizes(text: str | None, tabular: bool, expected: int) -> None:
    assert size_of(text, tabular) == expected


@pytest.mark.parametrize(("text", "tabular", "message"), NO_SIZES)
def test_no_sizes(text: str, tabular: bool, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        size_of(text, tabular)


# text, size, whether it has a header, the spans' texts with their numbers of rows
CUTS = [
    ("a,b\n1,2\n3,4\n", 100, True, [("1,2\n3,4\n", 2)]),
    ("a,b\n1,2\n3,4\n", 4, True, [("1,2\n", 1), ("3,4\n", 1)]),
    ("a,b\n1,2\n3,4", 4, True, [("1,2\n", 1), ("3,4", 1)]),
    ("a,b\r\n1,2\r\n3,4\r\n", 10, True, [("1,2\r\n3,4\r\n", 2)]),
    ("1,2\n3,4\n", 4, False, [("1,2\n", 1), ("3,4\n", 1)]),
    ("\na,b\n\n1,2\n\n3,4\n\n", 5, True, [("\n1,2\n", 1), ("\n3,4\n\n", 1)]),
    ('a,b\n1,"x\ny"\n3,4\n', 1, True, [('1,"x\ny"\n', 1), ("3,4\n", 1)]),
    ('a,b\n1,"x""\n""y"\n3,4\n', 1, True, [('1,"x""\n""y"\n', 1), ("3,4\n", 1)]),
    ('a,b\n"",2\n"x\n",4\n', 1, True, [('"",2\n', 1), ('"x\n",4\n', 1)]),
    ('a,b\n5" pipe,2\n3,4\n', 1, True, [('5" pipe,2\n', 1), ("3,4\n", 1)]),
    ('a,b\n1,"never closed\n', 1, True, [('1,"never closed\n', 1)]),
    ('"a\nb",c\n1,2\n', 1, True, [("1,2\n", 1)]),
    ("a,b\n", 1, True, []),
    ("", 1, True, []),
]


@pytest.mark.parametrize(("text", "size", "header", "expected"), CUTS)
def test_delimited_text_is_cut_between_records(
    text: str, size: int, header: bool, expected: list[tuple[str, int]]
) -> None:
    data = text.encode()
    found = cut(data.splitlines(keepends=True), size, header=header)
    assert [(data[s.start : s.stop].decode(), s.rows) for s in found.spans] == expected


def test_what_is_cut_reads_as_the_whole_does(bench: Bench) -> None:
    """Whatever the size, no row is lost, doubled or changed."""
    pandas = pytest.importorskip("pandas")
    rows = [f'{n},"line\n{n} ""q"" {"x" * (n % 7)}",{n / 4}' for n in range(50)]
    bench.give({"a.csv": "id,text,share\n" + "\n".join(rows) + "\n"})
    expected = pandas.read_csv(bench.folder / "input" / "a.csv")
    for size in ("1", "40", "100", "1kb", "1MB"):
        step = bench.step("", tabular=True, mini_batch_size=size)
        frames = [read_table(b.parts, b.partition) for b in mini_batches_of(step)]
        assert [len(frame) for frame in frames] == [b.items for b in mini_batches_of(step)]
        pandas.testing.assert_frame_equal(
            pandas.concat(frames, ignore_index=True), expected, check_dtype=False
        )


def names(batches: tuple[MiniBatch, ...]) -> list[list[str]]:
    return [[Path(file).name for file in batch.files] for batch in batches]


def test_files_come_in_the_order_of_their_paths(bench: Bench) -> None:
    bench.give(dict.fromkeys(["b.txt", "a/2.txt", "a-b/1.txt", "a/10.txt", "c/d/e.txt"], ""))
    batches = mini_batches_of(bench.step("", mini_batch_size="2"))
    assert names(batches) == [["10.txt", "2.txt"], ["1.txt", "b.txt"], ["e.txt"]]
    assert [batch.items for batch in batches] == [2, 2, 1]
    assert [batch.index for batch in batches] == [0, 1, 2]


def test_no_mini_batch_of_a_table_crosses_a_file(bench: Bench) -> None:
    bench.give({"a.csv": "x\n1\n2\n", "b.csv": "x\n3\n", "empty.csv": "x\n", "c.csv": "x\n4\n"})
    batches = mini_batches_of(bench.step("", tabular=True))
    assert names(batches) == [["a.csv"], ["b.csv"], ["c.csv"]]
    assert [batch.items for batch in batches] == [2, 1, 1]


NOTHING = [
    ({}, False, "no such input"),
    ({"a.csv": "x\n"}, True, "nothing to score: no row in"),
    ({"a.csv": ""}, True, "nothing to score: no row in"),
    ({"a.json": "{}"}, True, r"a\.json: expected a table \(\.csv, "),
]


@pytest.mark.parametrize(("files", "tabular", "message"), NOTHING)
def test_empty_input_is_a_failure(
    bench: Bench, files: dict[str, str], tabular: bool, message: str
) -> None:
    bench.give(files)
    with pytest.raises(StepFailed, match=message):
        mini_batches_of(bench.step("", tabular=tabular))


def test_an_empty_folder_is_a_failure(bench: Bench) -> None:
    (bench.folder / "input" / "inner").mkdir(parents=True)
    with pytest.raises(StepFailed, match="nothing to score: no file in"):
        mini_batches_of(bench.step(""))


FOLDERS = [
    (["store=1/brand=x/a.txt", "store=1/brand=y/b.txt"], ["store", "brand"], ["1 x", "1 y"]),
    (["store=1/brand=x/a.txt", "store=2/brand=x/b.txt"], ["brand"], ["x"]),
    (["1/x/a.txt", "1/x/b.txt", "2/x/c.txt"], ["store", "brand"], ["1 x", "2 x"]),
    (["1/x/a.txt", "2/x/c.txt"], ["store"], ["1", "2"]),
]


@pytest.mark.parametrize(("files", "keys", "expected"), FOLDERS)
def test_files_are_partitioned_by_their_folders(
    bench: Bench, files: list[str], keys: list[str], expected: list[str]
) -> None:
    bench.give(dict.fromkeys(files, ""))
    batches = mini_batches_of(bench.step("", partition_keys=tuple(keys), mini_batch_size="1"))
    assert [" ".join(batch.partition.values()) for batch in batches] == expected
    assert [list(batch.partition) for batch in batches] == [keys] * len(expected)
    assert sum(batch.items for batch in batches) == len(files)


@pytest.mark.parametrize("file", ["a.txt", "1/a.txt", "store=1/colour=red/a.txt"])
def test_files_outside_of_partitions_are_a_failure(bench: Bench, file: str) -> None:
    bench.give({file: ""})
    with pytest.raises(StepFailed, match=r"partition_keys: .*a\.txt stands in no folder for each"):
        mini_batches_of(bench.step("", partition_keys=("store", "brand")))


def test_tables_are_partitioned_by_their_columns(bench: Bench) -> None:
    """A partition's rows come from all files; an id keeps its leading zeros."""
    pytest.importorskip("pandas")
    bench.give({"a.csv": "shop,x\n007,1\n7,2\n007,3\n", "b.csv": "shop,x\n7,4\n"})
    batches = mini_batches_of(bench.step("", tabular=True, partition_keys=("shop",)))
    assert [(batch.partition["shop"], batch.items) for batch in batches] == [("007", 2), ("7", 2)]
    assert names(batches) == [["a.csv"], ["a.csv", "b.csv"]]
    frames = [read_table(batch.parts, batch.partition) for batch in batches]
    assert [list(frame["x"]) for frame in frames] == [[1, 3], [2, 4]]


def test_tables_are_partitioned_by_their_folders(bench: Bench) -> None:
    pytest.importorskip("pandas")
    bench.give({"shop=7/a.csv": "x\n1\n2\n", "shop=8/b.csv": "x\n3\n", "shop=7/c.csv": "x\n4\n"})
    batches = mini_batches_of(bench.step("", tabular=True, partition_keys=("shop",)))
    frames = [read_table(batch.parts, batch.partition) for batch in batches]
    assert [frame.to_dict("list") for frame in frames] == [
        {"x": [1, 2, 4], "shop": ["7", "7", "7"]},
        {"x": [3], "shop": ["8"]},
    ]
    assert [batch.items for batch in batches] == [3, 1]


def test_a_column_that_only_some_tables_have_partitions_none(bench: Bench) -> None:
    pytest.importorskip("pandas")
    bench.give({"a.csv": "shop,x\n7,1\n", "b.csv": "x\n4\n"})
    with pytest.raises(StepFailed, match="not every table has the columns shop"):
        mini_batches_of(bench.step("", tabular=True, partition_keys=("shop",)))


UNREADABLE = [
    ({"a.csv": "shop,x\n7,1\n7,1,2,3\n"}, "a.csv: Error tokenizing data"),
    (
        {
            "MLTable": "paths: [{file: a.txt}]\n"
            "transformations: [{read_delimited: {encoding: none}}]",
            "a.txt": "shop\n7\n",
        },
        "a.txt: unknown encoding: none",
    ),
]


@pytest.mark.parametrize(("files", "message"), UNREADABLE)
def test_a_table_that_cannot_be_read_is_named(
    bench: Bench, files: dict[str, str], message: str
) -> None:
    pytest.importorskip("pandas")
    bench.give(files)
    with pytest.raises(StepFailed, match=message):
        mini_batches_of(bench.step("", tabular=True, partition_keys=("shop",)))


def test_an_mltable_tells_what_is_read(bench: Bench) -> None:
    pytest.importorskip("pandas")
    bench.give(
        {
            "MLTable": "paths: [{pattern: ./*.txt}]\ntransformations:\n- read_delimited:\n"
            "    {delimiter: ';', encoding: utf8, header: no_header}\n",
            "a.txt": "1;2\n",
            "notes.md": "",
        }
    )
    (batch,) = mini_batches_of(bench.step("", tabular=True))
    frame = read_table(batch.parts, batch.partition)
    assert frame.to_dict("list") == {"Column1": [1], "Column2": [2]}


def test_an_mltable_tells_which_files_are_scored(bench: Bench) -> None:
    bench.give(dict.fromkeys(["b.txt", "a.txt", "notes.md", "more/c.txt"], ""))
    bench.give({"MLTable": "paths: [{file: ./b.txt}, {folder: ./more}, {pattern: ./a*}]\n"})
    assert names(mini_batches_of(bench.step(""))) == [["b.txt", "c.txt", "a.txt"]]


MLTABLES = [
    ("paths: [{file: ./a.csv}]\ntransformations: [read_json_lines]", "read_json_lines is not done"),
    ("paths: [{file: ./a.csv}]", "expected one transformation"),
    ("transformations: [read_parquet]", "expected a list of paths"),
    ("[]", "expected the keys"),
    ("paths: {", "MLTable: "),
    (
        "paths: [{file: 'azureml://datastores/x/paths/a.csv'}]\ntransformations: [read_parquet]",
        "is not here",
    ),
    ("paths: [a.csv]\ntransformations: [read_parquet]", "expected a file, folder or pattern"),
    (
        "paths: [{file: ./a.csv}]\ntransformations: [{read_delimited: {header: first}}]",
        "header: expected no_header",
    ),
    (
        "paths: [{file: ./a.csv}]\ntransformations: [{read_delimited: {skip: 1}}]",
        "'skip: 1' is not done here",
    ),
]


@pytest.mark.parametrize(("text", "message"), MLTABLES)
def test_an_mltable_that_is_not_understood_is_refused(
    bench: Bench, text: str, message: str
) -> None:
    bench.give({"MLTable": text, "a.csv": "x\n1\n"})
    with pytest.raises(StepFailed, match=re.escape(message)):
        mini_batches_of(bench.step("", tabular=True))


def test_parquet_is_cut_between_row_groups(bench: Bench) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow", reason="Parquet needs pyarrow, which is not installed")
    (bench.folder / "input").mkdir()
    frame = pandas.DataFrame({"x": range(10), "shop": list("aabbaabbaa")})
    frame.to_parquet(bench.folder / "input" / "a.parquet", row_group_size=4)
    batches = mini_batches_of(bench.step("", tabular=True, mini_batch_size="1"))
    assert [batch.items for batch in batches] == [4, 4, 2]
    assert [len(read_table(batch.parts, {})) for batch in batches] == [4, 4, 2]
    (whole,) = mini_batches_of(bench.step("", tabular=True))
    assert whole.items == 10
    partitions = mini_batches_of(bench.step("", tabular=True, partition_keys=("shop",)))
    assert [(batch.partition["shop"], batch.items) for batch in partitions] == [("a", 6), ("b", 4)]


def test_a_mini_batch_travels_unchanged(bench: Bench) -> None:
    bench.give({"shop=7/a.csv": "x\n1\n2\n"})
    pytest.importorskip("pandas")
    for step in (
        bench.step("", partition_keys=("shop",)),
        bench.step("", tabular=True, partition_keys=("shop",)),
    ):
        (batch,) = mini_batches_of(step)
        assert unpacked(packed(batch)) == batch


def test_messages_are_put_together_from_pieces() -> None:
    told = [Message("stop", {}), Message("raised", {"reason": "ü" * 100}), Message("ready", {})]
    reader, writer = os.pipe()
    for message in told:
        send(writer, message)
    os.close(writer)
    data = os.read(reader, 10_000)
    os.close(reader)
    decoder = Decoder()
    heard = [
        message for at in range(0, len(data), 7) for message in decoder.feed(data[at : at + 7])
    ]
    assert heard == told
