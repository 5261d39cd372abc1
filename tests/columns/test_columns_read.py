"""The generated columns.py, run: what it reads of files, and the words in which it refuses them."""

import csv
import io
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.scaffold.columns import ColumnsFault, columns_of
from tests.support import cases

JOBS = ("checked_v1", "checked_v2")
ROW: dict[str, object] = {"id": "007", "amount": 2.5, "months": 12, "insured": True}
NONE: dict[str, object] = dict.fromkeys(ROW)
HEADER = "id,amount,months,insured"
ABOUT = "'applications' is not what the spec declares"
Write = Callable[..., Path]


def module(job: str) -> Any:
    """A job's columns.py, as it is generated."""
    made = ModuleType("columns")
    exec(cases.artifacts("columns")[f"aml/{job}/columns.py"], vars(made))
    return made


@pytest.fixture(scope="module")
def columns() -> Any:
    return module("checked_v1")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(content: str | bytes, name: str = "data.csv") -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return write


def rows(columns: Any, file: Path) -> list[dict[str, object]]:
    return list(columns.rows_of(file, "applications"))


def refusal(columns: Any, source: Path) -> list[str]:
    """What is said of a file or a folder, line by line, without the folder."""
    with pytest.raises(ValueError) as refused:
        columns.check(source, "applications")
    about, *faults = str(refused.value).split("\n  ")
    assert about == f"{ABOUT}:"
    folder = source if source.is_dir() else source.parent
    return [fault.replace(f"{folder}/", "") for fault in faults]


def test_both_sdks_have_the_same_reader() -> None:
    texts = [cases.artifacts("columns")[f"aml/{job}/columns.py"].split('"""', 2)[2] for job in JOBS]
    assert texts[0] == texts[1]


# what is read -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HEADER}\n007,2.5,12,true\n", [ROW]),
        (f"\ufeff{HEADER}\r\n007,2.5,12,True\r\n", [ROW]),
        (f"{HEADER}\n\n007,+25e-1, 12 ,1\n\n", [ROW]),
        (f"{HEADER.replace(',', ';')}\n007;2.5;12;TRUE\n", [ROW]),
        (f"{HEADER.replace(',', '|')}\n007|2.5|12|true\n", [ROW]),
        ("insured\tmore\tmonths\tid\tamount\ntrue\tx\t12\t007\t2.5\n", [ROW]),
        ('"a, b",id,amount,"c\nd",months,insured\n"x\n",007,2.5,",",12,true\n', [ROW]),
        (f'{HEADER}\n,,,\n"",  ,\t, \n', [NONE, NONE]),
        (f"{HEADER}\n", []),
        (
            f"{HEADER}\n{'x' * 200_000},1,1,false",
            [{"id": "x" * 200_000, "amount": 1.0, "months": 1, "insured": False}],
        ),
    ],
)
def test_rows_have_values_of_the_declared_types(
    columns: Any, write: Write, text: str, expected: list[dict[str, object]]
) -> None:
    found = rows(columns, write(text))
    assert found == expected
    kinds = {"id": str, "amount": float, "months": int, "insured": bool}
    cells = [(kinds[name], cell) for row in found for name, cell in row.items()]
    assert all(type(cell) is kind for kind, cell in cells if cell is not None)


def test_names_may_hold_anything(columns: Any, write: Write) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([columns.COLUMNS["branches"], ["a", "1", "b", "c", "true"]])
    (row,) = columns.rows_of(write(text.getvalue()), "branches")
    assert [*row.values()] == ["a", 1.0, "b", "c", True]


def test_a_folder_is_checked_whole_but_for_what_is_no_data(columns: Any, write: Write) -> None:
    folder = write(f"{HEADER}\n1,1,1,1\n", "in/a.csv").parent
    write(f"{HEADER}\n1,1,1,1\n", "in/er/b.txt")
    for name in ("_SUCCESS", ".a.crc", "_temporary/a.csv", "er/.checkpoints/a.csv"):
        write("", f"in/{name}")
    columns.check(folder, "applications")
    write("", "in/er/c.csv")
    assert refusal(columns, folder) == [
        "er/c.csv: it is empty; its first line has to name the columns"
    ]
    columns.check(write(f"{HEADER}\n", "in/_named.csv"), "applications")


# what is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        ("", ["it is empty; its first line has to name the columns"]),
        ("\n\n", ["it is empty; its first line has to name the columns"]),
        (
            "id,Amuont,months,insured\n1,1,1,1\n",
            ["the column 'amount' is missing; did you mean 'Amuont'?"],
        ),
        (
            "id,AMOUNT,colour,insured\n1,1,1,1\n",
            [
                "the column 'amount' is missing; did you mean 'AMOUNT'?",
                "it lacks 'months', and has 'id', 'AMOUNT', 'colour', 'insured'",
            ],
        ),
        (
            "1,2.5,12,true\n",
            ["it lacks 'id', 'amount', 'months', 'insured', and has '1', '2.5', '12', 'true'"],
        ),
        (
            ",".join(f"x{i}" for i in range(25)),
            [
                "it lacks 'id', 'amount', 'months', 'insured', and has "
                + ", ".join(f"'x{i}'" for i in range(20))
                + " and 5 more"
            ],
        ),
        ("id,id,amount,months,insured,id\n", ["the column 'id' stands in it 3 times"]),
        (
            f"{HEADER}\n1,1,many,1\n1,'1,5',1.0,yes\n",
            [
                "the column 'months': expected an integer, found 'many' in line 2",
                "line 3 has 5 cells, and the header 4",
            ],
        ),
        (
            f"{HEADER}\n1,n/a,many,yes\n1,1,1.0,no\n",
            [
                "the column 'amount': expected a number, found 'n/a' in line 2",
                "the column 'months': expected an integer, found 'many' in line 2,"
                " and 1 more such cells",
                "the column 'insured': expected true or false, found 'yes' in line 2,"
                " and 1 more such cells",
            ],
        ),
        (
            f"{HEADER}\n\"a\n\nb\",nan,1_000,1\n1,1e999,٣,1\n1,0x1F,\"{'9' * 70}.\",1\n",
            [
                "the column 'amount': expected a number, found 'nan' in line 4,"
                " and 2 more such cells",
                "the column 'months': expected an integer, found '1_000' in line 4,"
                " and 2 more such cells",
            ],
        ),
        (
            f"{HEADER}\n1,1,{'9' * 70}.,1\n",
            [f"the column 'months': expected an integer, found '{'9' * 60}' in line 2"],
        ),
        (f"{HEADER}\n1,1,1\n", ["line 2 has 3 cells, and the header 4"]),
        (
            f"{HEADER}\nä,1,1,1\n".encode("latin-1"),
            [
                "it cannot be read: 'utf-8' codec can't decode byte 0xe4 in position 25:"
                " invalid continuation byte"
            ],
        ),
    ],
)
def test_what_is_not_as_declared_is_told(
    columns: Any, write: Write, content: str | bytes, faults: list[str]
) -> None:
    file = write(content)
    assert refusal(columns, file) == [f"data.csv: {fault}" for fault in faults]
    with pytest.raises(ValueError, match=ABOUT):
        rows(columns, file)


def test_no_row_is_given_from_the_first_fault_on(columns: Any, write: Write) -> None:
    good, bad = "1,1,1,1\n", "1,1,many,1\n"
    found: Iterator[object] = columns.rows_of(
        write(f"{HEADER}\n{good}{good}{bad}{good}"), "applications"
    )
    assert next(found)
    assert next(found)
    with pytest.raises(ValueError, match="'many' in line 4"):
        next(found)


def test_all_files_are_told_up_to_a_number(columns: Any, write: Write) -> None:
    for number in range(25):
        write("", f"in/{number:02}.csv")
    with pytest.raises(ValueError) as refused:
        columns.check(write("", "in/25.csv").parent, "applications")
    about, *faults = str(refused.value).split("\n  ")
    assert about == f"{ABOUT}; the first 20 of 26 faults:"
    assert len(faults) == 20


def test_no_file_is_a_fault(columns: Any, tmp_path: Path) -> None:
    (tmp_path / "_SUCCESS").touch()
    assert refusal(columns, tmp_path) == [f"there is no file of data in {tmp_path}"]
    with pytest.raises(ValueError, match=r"there is no file of data in .*/none"):
        columns.check(tmp_path / "none", "applications")


# Parquet ------------------------------------------------------------------------------------------


def test_without_pyarrow_it_says_what_to_do(
    columns: Any, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    assert refusal(columns, write("", "data.parquet")) == [
        "data.parquet: it cannot be read: no pyarrow is installed;"
        " add pyarrow to the packages of the job's environment"
    ]


class TestParquet:
    @pytest.fixture(autouse=True)
    def _needed(self) -> None:
        pytest.importorskip("pyarrow", reason="Parquet needs pyarrow, which is not installed")

    @staticmethod
    def parquet(folder: Path, **columns: list[object]) -> Path:
        import pyarrow
        from pyarrow import parquet

        file = folder / "data.parquet"
        parquet.write_table(pyarrow.table(columns), file)
        return file

    def test_rows_have_values_of_the_declared_types(self, columns: Any, tmp_path: Path) -> None:
        file = self.parquet(
            tmp_path,
            id=["007", None],
            amount=[Decimal("2.5"), None],
            months=[12, None],
            insured=[True, None],
            more=[[1], None],
        )
        assert rows(columns, file) == [ROW, NONE]
        assert [type(cell) for cell in rows(columns, file)[0].values()] == [str, float, int, bool]

    def test_what_is_not_as_declared_is_told(self, columns: Any, tmp_path: Path) -> None:
        file = self.parquet(
            tmp_path,
            id=[["a"], ["b"]],
            amount=[1.0, float("nan")],
            months=[1.0, 2.0],
            insured=[1, 2],
        )
        assert refusal(columns, file) == [
            "data.parquet: the column 'id': expected text, found \"['a']\" in row 1,"
            " and 1 more such cells",
            "data.parquet: the column 'months': expected an integer, found '1.0' in row 1,"
            " and 1 more such cells",
            "data.parquet: the column 'insured': expected true or false, found '2' in row 2",
        ]

    def test_what_is_no_parquet_is_told(self, columns: Any, write: Write) -> None:
        (told,) = refusal(columns, write(f"{HEADER}\n", "data.parquet"))
        assert told.startswith("data.parquet: it cannot be read: ")


# what is read of a file, and what is declared of it -----------------------------------------------

CELLS = st.sampled_from(
    [
        *("", " ", "a", "ä;|", "x\ny", 'say "x"', "2024-01-01", "NULL", "true", "FALSE"),
        *("0", "1", "-7", "+1", "007", "1" * 18, "1" * 30, "1_0", "٣"),
        *("1.5", ".5", "5.", "1e3", "1e999", "nan", "inf"),
    ]
)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.tuples(
        st.lists(st.text("abc ,;'\"äÄ", min_size=1), min_size=width, max_size=width, unique=True),
        st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=6),
    )
)


@given(TABLES, st.sampled_from(",;\t|"))
@settings(max_examples=300, deadline=None)
def test_a_file_is_as_its_own_columns_say(
    columns: Any,
    tmp_path_factory: pytest.TempPathFactory,
    table: tuple[list[str], list[list[str]]],
    delimiter: str,
) -> None:
    """What `columns_of` reads of a file is what the generated code lets in."""
    file = tmp_path_factory.mktemp("own") / "data.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(
            [table[0], *table[1]]
        )
    try:
        declared = columns_of(file)
    except ColumnsFault:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(columns.COLUMNS, "own", {each.name: each.type.value for each in declared})
        found = list(columns.rows_of(file, "own"))
    assert len(found) == len(table[1])
    assert [each.name for each in declared] == table[0]
