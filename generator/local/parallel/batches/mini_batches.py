"""Cuts a step's inputs into mini-batches, the same ones in the same order every time."""

from collections.abc import Iterator, Mapping, Sequence

from generator.local.parallel.batches.files import Found, files_in, read_from
from generator.local.parallel.batches.mltable import listed
from generator.local.parallel.batches.partitions import Values, by_folder
from generator.local.parallel.batches.parts import File, MiniBatch, Part, TablePart
from generator.local.parallel.batches.reading import key_texts, read_part
from generator.local.parallel.batches.sizes import size_of
from generator.local.parallel.batches.tables import TableFile, parts_of, tables_in
from generator.local.parallel.step import ParallelStep, StepFailed

Cut = tuple[tuple[Part, ...], int, Mapping[str, str]]


def mini_batches_of(step: ParallelStep) -> tuple[MiniBatch, ...]:
    """Return what each call of run() is to be given.

    Files are counted; tables are cut by size, and no mini-batch crosses a file. With
    `partition_keys`, the size does not count: a mini-batch is a partition. Source: pages
    how-to-debug-parallel-run-step and how-to-use-parallel-job-in-pipeline.

    Raises:
        StepFailed: an input is missing or empty, cannot be read, or has no such partitions.
    """
    cuts = list(_tables(step) if step.tabular else _files(step))
    if not cuts:
        places = ", ".join(str(path) for path in step.inputs)
        raise StepFailed(f"nothing to score: no row in {places}")
    return tuple(
        MiniBatch(index, parts, items, partition)
        for index, (parts, items, partition) in enumerate(cuts)
    )


def _files(step: ParallelStep) -> Iterator[Cut]:
    found = files_in(listed(step.inputs))
    keys = step.settings.partition_keys
    if keys:
        for values, files in by_folder(found, keys).items():
            yield _as_parts(files), len(files), dict(zip(keys, values, strict=True))
        return
    size = size_of(step.settings.mini_batch_size, tabular=False)
    for start in range(0, len(found), size):
        files = found[start : start + size]
        yield _as_parts(files), len(files), {}


def _as_parts(files: Sequence[Found]) -> tuple[Part, ...]:
    return tuple(File(str(file.path)) for file in files)


def _tables(step: ParallelStep) -> Iterator[Cut]:
    tables = tables_in(step.inputs)
    keys = step.settings.partition_keys
    if keys:
        yield from _partitions(tables, keys)
        return
    size = size_of(step.settings.mini_batch_size, tabular=True)
    for table in tables:
        for part, rows in parts_of(table, size):
            yield (part,), rows, {}


def _partitions(tables: Sequence[TableFile], keys: Sequence[str]) -> Iterator[Cut]:
    whole = {table.file: found for table in tables for found in parts_of(table, None)}
    columns = [_columns(part) for part, _ in whole.values()]
    if all(set(keys) <= names for names in columns):
        yield from _by_column([part for part, _ in whole.values()], keys)
    elif not any(set(keys) & names for names in columns):
        for values, files in by_folder(whole, keys).items():
            parts = tuple(whole[file][0] for file in files)
            rows = sum(whole[file][1] for file in files)
            yield parts, rows, dict(zip(keys, values, strict=True))
    else:
        raise StepFailed(f"partition_keys: not every table has the columns {', '.join(keys)}")


def _columns(part: TablePart) -> set[str]:
    with read_from(part.path):
        return set(read_part(part).columns)


def _by_column(parts: Sequence[TablePart], keys: Sequence[str]) -> Iterator[Cut]:
    """Partitions in the order of their values; each reads only the files that have rows of it."""
    rows: dict[Values, dict[TablePart, int]] = {}
    for part in parts:
        for values, texts in key_texts(part, keys).groupby(list(keys)):
            together = values if isinstance(values, tuple) else (values,)
            rows.setdefault(tuple(map(str, together)), {})[part] = len(texts)
    for found in sorted(rows):
        partition = dict(zip(keys, found, strict=True))
        yield tuple(rows[found]), sum(rows[found].values()), partition
