"""The columns that a file has: what is read of CSV and Parquet, and what is refused."""

import csv
import io
import sys
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.contract.model import Type
from generator.contract.steps import Column
from generator.scaffold.columns import ColumnsFault, columns_of
from generator.scaffold.delimited import MOST_ROWS

STR, INT, NUM, BOOL = Type.STRING, Type.INTEGER, Type.NUMBER, Type.BOOLEAN
Write = Callable[[str | bytes], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(content: str | bytes) -> Path:
        file = tmp_path / "data.csv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return write


def found(file: Path) -> dict[str, Type]:
    return {column.name: column.type for column in columns_of(file)}


def refusal(file: Path) -> list[str]:
    """What is said of a file: the code, the line, the message and the hint of each fault."""
    with pytest.raises(ColumnsFault) as fault:
        columns_of(file)
    assert {str(each.place.file) for each in fault.value.diagnostics} == {str(file)}
    return [
        f"{each.code} {each.place.line} {each.message} | {each.hint}"
        for each in fault.value.diagnostics
    ]


# what cells look like -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["1", "-2", "+3", "0"], INT),
        (["1", "", " 7 "], INT),
        (["1", "2.5"], NUM),
        (["1E-07", ".5", "5.", "-1e3"], NUM),
        (["true", "False", "TRUE"], BOOL),
        (["0", "1"], INT),
        (["true", "1"], STR),
        (["00123", "10000"], STR),
        (["1", "007"], STR),
        (["1.5", "007"], STR),
        (["123456789012345678"], INT),
        (["1234567890123456789"], STR),
        (["1e999"], STR),
        (["nan"], STR),
        (["1_000"], STR),
        (["1,5"], STR),
        (["٣"], STR),
        (["2024-01-01"], STR),
        (["yes", "no"], STR),
        (["NA", "1"], STR),
        (["", " "], STR),
    ],
)
def test_a_column_has_the_type_of_all_its_cells(cells: list[str], kind: Type, write: Write) -> None:
    text = io.StringIO()
    csv.writer(text).writerows([["id", "x"], *(["a", cell] for cell in cells)])
    assert found(write(text.getvalue())) == {"id": STR, "x": kind}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_the_delimiter_is_found(delimiter: str, end: str, start: str, write: Write) -> None:
    rows = [["id", "a text", "Größe"], ["1", '"x, y; z"', "1.5"], ["2", '""', ""]]
    text = start + "".join(delimiter.join(row) + end for row in rows)
    assert found(write(text)) == {"id": INT, "a text": STR, "Größe": NUM}


def test_a_cell_in_quotes_may_hold_lines(write: Write) -> None:
    assert found(write('id,text\n1,"a\n\nb"\n\n2,"c ""d"""\n')) == {"id": INT, "text": STR}


def test_decimal_commas_between_semicolons_are_text(write: Write) -> None:
    assert found(write("id;amount\n1;2,5\n2;3,5\n")) == {"id": INT, "amount": STR}


def test_one_column_needs_no_delimiter(write: Write) -> None:
    assert found(write("amount\n1\n2\n")) == {"amount": INT}


def test_types_are_those_of_the_first_rows(write: Write) -> None:
    rows = "id,x\n" + "1,1\n" * (MOST_ROWS - 1)
    assert found(write(f"{rows}1,a\n"))["x"] is STR
    assert found(write(f"{rows}1,1\n1,a\n"))["x"] is INT


def test_names_are_any_text(write: Write) -> None:
    names = ["it's", "a: b", "# no", "{x}", '"', "\\", " x ", "請求 🚗", "@{a}", "null"]
    text = io.StringIO()
    csv.writer(text).writerows([names, ["1"] * len(names)])
    assert found(write(text.getvalue())) == dict.fromkeys(names, INT)


NAMES = st.lists(
    st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=20),
    min_size=1,
    max_size=8,
    unique=True,
)


@given(NAMES, st.sampled_from(",;\t|"))
def test_what_is_written_is_found(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], delimiter: str
) -> None:
    file = tmp_path_factory.mktemp("names") / "data.csv"
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL)
        writer.writerows([names, ["a"] * len(names)])
    assert columns_of(file) == tuple(Column(name, STR) for name in names)


# what is refused ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "SW327 0 the file is empty | its first line has to name the columns"),
        ("\n\n", "SW327 0 the file is empty | its first line has to name the columns"),
        (
            "a,b\n",
            "SW327 0 there is no row below the header, so that nothing tells the types"
            " | take a file with some rows, or write `columns` by hand",
        ),
        (
            "a,b\n1,2\n3\n",
            "SW327 3 this row has 1 cell, and the header 2 cells"
            " | text that holds the delimiter stands in double quotes",
        ),
        (
            "text\nhello, you\n",
            "SW327 2 this row has 2 cells, and the header 1 cell"
            " | text that holds the delimiter stands in double quotes",
        ),
        (
            "1,2.5,x\n2,3.5,y\n",
            "SW327 1 '1' in the first line is a value, and no name of a column"
            " | add a line on top that names the columns;"
            " if this one does, write `columns` by hand",
        ),
        (
            "a,b,a\n1,2,3\n",
            "SW327 1 2 columns are called 'a' | give each a name of its own",
        ),
        (
            ",a\n0,1\n",
            "SW327 1 column 1 has no name"
            " | give it a name; pandas writes such a column for its index: to_csv(index=False)",
        ),
        (
            '"a\nb",c\n1,2\n',
            "SW111 2 the column 'a\\nb': a line break cannot stand here"
            " | rename it there, or write `columns` by hand",
        ),
        (
            "a\x07,c\n1,2\n",
            "SW112 1 the column 'a\\x07': the character U+0007 cannot be carried to Azure"
            " | rename it there, or write `columns` by hand",
        ),
        (
            f"{'a' * 201},c\n1,2\n",
            f"SW110 1 the column '{'a' * 201}': too long: 201 characters"
            " | rename it there, or write `columns` by hand",
        ),
        (
            ",".join(f"c{i}" for i in range(2_001)) + "\n" + "1," * 2_000 + "1\n",
            "SW311 1 there are 2,001 columns, and a spec declares at most 2,000"
            " | declare those by hand that the script reads",
        ),
        (
            b"PK\x03\x04\x14\0",
            "SW327 0 this is a workbook or another archive | save the sheet as CSV UTF-8",
        ),
        (b"\x1f\x8b\x08\0", "SW327 0 this is compressed | unpack it"),
        (b"PAR1\x15\x04\x15", "SW327 0 this is Parquet | let its name end in .parquet"),
        (
            "a,b\n1,2\n".encode("utf-16"),
            "SW327 0 this is UTF-16 | save it as CSV with the encoding UTF-8",
        ),
        (b"\x7fELF\0\0", "SW327 0 this is no text | take a CSV or a Parquet file"),
        (
            "größe\n1\n".encode("latin-1"),
            "SW001 0 this is not UTF-8 text | save it as CSV with the encoding UTF-8",
        ),
        (
            f"a,b\n1,{'x' * 200_000}\n",
            "SW327 2 this is no CSV: field larger than field limit (131072) | ",
        ),
    ],
)
def test_what_is_no_such_table_is_refused(content: str | bytes, told: str, write: Write) -> None:
    assert refusal(write(content)) == [told]


def test_all_that_is_wrong_with_names_is_told_at_once(write: Write) -> None:
    told = refusal(write("a,,a,b\x07,b\x07\n1,2,3,4,5\n"))
    assert [each.split()[0] for each in told] == ["SW327", "SW327", "SW327", "SW112"]


def test_text_may_begin_as_another_format_does(write: Write) -> None:
    assert found(write("PAR1,PAR2\n1,2\n")) == {"PAR1": INT, "PAR2": INT}


def test_a_folder_and_what_is_not_there_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == ["SW001 0 cannot read the file: Is a directory | "]
    missing = refusal(tmp_path / "none.csv")
    assert missing == ["SW001 0 cannot read the file: No such file or directory | "]


# Parquet ------------------------------------------------------------------------------------------


def test_without_pyarrow_it_says_what_to_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert refusal(tmp_path / "data.parquet") == [
        "SW327 0 Parquet is read by pyarrow, which is not installed"
        " | python -m pip install 'scorewright[parquet]'"
    ]


class TestParquet:
    @pytest.fixture(autouse=True)
    def _needed(self) -> None:
        pytest.importorskip("pyarrow", reason="Parquet needs pyarrow, which is not installed")

    def test_the_schema_tells_the_types(self, tmp_path: Path) -> None:
        import pyarrow
        from pyarrow import parquet

        columns = {
            "s": pyarrow.array(["a", None]),
            "c": pyarrow.array(["a", "b"]).dictionary_encode(),
            "i": pyarrow.array([1, None], pyarrow.int16()),
            "f": pyarrow.array([1.0, 2.0], pyarrow.float32()),
            "m": pyarrow.array([Decimal("1.50"), None]),
            "b": pyarrow.array([True, None]),
            "d": pyarrow.array([date(2024, 1, 1), None]),
            "t": pyarrow.array([datetime(2024, 1, 1), None]),
            "n": pyarrow.nulls(2),
        }
        file = tmp_path / "data.parquet"
        parquet.write_table(pyarrow.table(columns), file)
        assert found(file) == {
            **dict.fromkeys("scdtn", STR),
            **dict.fromkeys("fm", NUM),
            "i": INT,
            "b": BOOL,
        }

    def test_what_is_none_of_the_four_types_is_refused(self, tmp_path: Path) -> None:
        import pyarrow
        from pyarrow import parquet

        file = tmp_path / "data.pq"
        parquet.write_table(pyarrow.table({"a": [1], "list": [[1]], "raw": [b"x"]}), file)
        assert refusal(file) == [
            "SW327 0 a column is a string, an integer, a number or a boolean: "
            "'list' (list<element: int64>), 'raw' (binary)"
            " | write `columns` by hand, without these"
        ]

    def test_what_is_no_parquet_is_refused(self, tmp_path: Path) -> None:
        file = tmp_path / "data.parquet"
        file.write_text("a,b\n1,2\n")
        assert refusal(file)[0].startswith("SW327 0 this is no Parquet: ")
