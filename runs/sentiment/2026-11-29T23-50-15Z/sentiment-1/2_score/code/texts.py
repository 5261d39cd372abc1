"""What training and scoring must do alike: read files of texts, and turn texts into columns."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

IDENTITY = "text_id"
TEXT = "text"
VADER = ["neg", "neu", "pos", "compound"]

# VADER is made for sentences, and its time grows with the square of the number of words that it
# knows: 30,000 of them take a minute. 2,000 characters take 10 ms, and tell which way a text leans.
LONGEST_FOR_VADER = 2000

Row = dict[str, str]


def read(path: Path, columns: Sequence[str] = (IDENTITY, TEXT)) -> Iterator[Row]:
    """Read a CSV file row by row, having made sure that it has the columns and each row its values.

    The csv module and not pandas, for which the texts "None" and "NA" are gaps: all stays as it is
    written, leading zeros and line breaks within a text too.

    Raises:
        ValueError: the file is no CSV in UTF-8 with these columns; the message says where.
    """
    # Spreadsheets begin a file with a byte order mark; utf-8-sig passes over it.
    with path.open(encoding="utf-8-sig", newline="") as file:
        # Strict, for a quote that is never closed would make one text of all the rows after it.
        reader = csv.reader(file, strict=True)
        try:
            header = next(reader, [])
            missing = [name for name in columns if name not in header]
            if missing:
                raise ValueError(f"missing columns: {', '.join(missing)}")
            for values in reader:
                # An empty line, as editors leave one at the end, is no row.
                if values:
                    yield named(header, values)
        except UnicodeDecodeError as error:
            raise ValueError(f"{path}: not in UTF-8: {error}") from error
        except (csv.Error, ValueError) as error:
            raise ValueError(f"{path}, line {reader.line_num}: {error}") from error


def named(header: list[str], values: list[str]) -> Row:
    """Return a row by the names of its columns."""
    if len(values) != len(header):
        raise ValueError(f"{len(values)} values for {len(header)} columns")
    found = dict(zip(header, values, strict=True))
    # A row of the scores begins with the id, and ends with its line.
    if not found[IDENTITY].strip() or len(found[IDENTITY].splitlines()) != 1:
        raise ValueError(f"{found[IDENTITY]!r} is no {IDENTITY}")
    return found


def features(texts: Sequence[str]) -> pandas.DataFrame:
    """Return the model's columns: the text itself, and what VADER makes of its beginning."""
    vader = SentimentIntensityAnalyzer()
    scores = [vader.polarity_scores(text[:LONGEST_FOR_VADER]) for text in texts]
    columns = pandas.DataFrame(scores, columns=VADER, dtype=float)
    columns.insert(0, TEXT, list(texts))
    return columns
