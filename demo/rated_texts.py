"""Texts that people rated: tweets and snippets of reviews, for the sentiment job.

    python -m demo.rated_texts

fetches them once, with pip, into `data/` (which git ignores). They are the ground truth that the
source archive of the package vaderSentiment carries, by C.J. Hutto and E. Gilbert ("VADER", ICWSM
2014, to be cited by those who use it): at least 20 people rated each text from -4 to 4. 4,200 are
in the style of tweets (200 of them made up to show one thing each), 3,708 are sentences of Amazon's
customers, 10,605 are of film critics; the editorials of the New York Times in it are not used.

The package is under the MIT licence. Whether that covers sentences which customers and critics
wrote is said nowhere, so nothing of them is committed here, and they are for trying things out.

Four things to know before reading anything into a score. Texts rated from -0.5 to 0.5 are left out:
the question is which way a text leans, never whether it does, and neutral texts make it harder than
the figures say. VADER was made with tweets like these, so that its features do better on them than
they will on yours. All is in English, from 2013 or before. And of one customer's review some
sentences may be in training and some held out: keeping a review together takes 0.004 off the AUC on
Amazon's sentences, and 0.001 off that on all.
"""

import csv
import random
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from demo import archives

COMMAND = "python -m demo.rated_texts"
FOLDER = "hutto_ICWSM_2014"
TEXTS = archives.Kept(
    archives.Archive(
        package="vaderSentiment",
        version="3.3.2",
        sha256="5d7c06e027fc8b99238edb0d53d970cf97066ef97654009890b83703849632f9",
        wheel=False,
    ),
    names=(f"vaderSentiment-3.3.2/additional_resources/{FOLDER}.tar.gz",),
    sha256="d5bb07d87474b3eb8d30b4deccbc23f19d742a6c5718fbacc65485b70b95c5fa",
    path=archives.DATA / "rated_texts" / f"{FOLDER}.tar.gz",
    command=COMMAND,
)
KINDS = ("tweets", "amazonReviewSnippets", "movieReviewSnippets")

IDENTITY = "text_id"
OUTCOME = "positive"
UPLOAD = "texts.csv"
NEUTRAL = 0.5
HELD_OUT = 0.25
# Not chosen: over the seeds 0 to 19 the job's model reaches an AUC of 0.911 on average (standard
# deviation 0.004, from 0.903 to 0.919), with this one 0.913.
SEED = 0

Row = dict[str, str]


def is_fetched() -> bool:
    """Tell whether the texts are in their place, with the bytes they must have."""
    return TEXTS.is_fetched()


def prepare(target: Path) -> None:
    """Lay the data out as a team has it: rated texts, an upload of new ones, how people rate them.

    Writes `train.csv` (three texts of four, with `positive`, 0 or 1), `uploads/texts.csv` (the
    others in one file, without it) and `outcomes.csv` (`positive` of those, to judge the scores
    by). The split is always the same and keeps the share of positive texts.

    Args:
        target: The folder to write into; made if it is not there.

    Raises:
        archives.UnavailableError: the data has not been fetched.
    """
    texts = _texts()
    held_out = _held_out(texts)
    past = [text for text in texts if text[IDENTITY] not in held_out]
    new = [text for text in texts if text[IDENTITY] in held_out]
    _write(target / "train.csv", past, [IDENTITY, "text", OUTCOME])
    _write(target / "uploads" / UPLOAD, new, [IDENTITY, "text"])
    _write(target / "outcomes.csv", new, [IDENTITY, OUTCOME])


def _texts() -> list[Row]:
    """Read the texts that lean one way; what is the same but for case and signs counts once.

    An identity is the text's number among all that are read, neutral or not: 00001 is a tweet.
    """
    archive = TEXTS.read()
    texts: dict[str, Row] = {}
    for number, (rating, text) in enumerate(_rated(archive), start=1):
        if abs(rating) > NEUTRAL:
            row = {IDENTITY: f"{number:05d}", "text": text, OUTCOME: str(int(rating > 0))}
            # Else a text could be trained on and then be held out.
            texts.setdefault(" ".join(re.findall(r"\w+", text.lower())) or text, row)
    return list(texts.values())


def _rated(archive: bytes) -> Iterable[tuple[float, str]]:
    """Read rating and text of all lines of the files that are used."""
    for kind in KINDS:
        content = archives.extracted(archive, f"{FOLDER}/{kind}_GroundTruth.txt")
        for line in content.decode().removesuffix("\r\n").split("\r\n"):
            _, rating, text = line.split("\t")
            yield float(rating), text


def _held_out(texts: Sequence[Row]) -> set[str]:
    """Draw the identities to hold out, the same share of positive and of negative texts."""
    # Python promises for random() alone that no version will change the numbers of a seed.
    generator = random.Random(SEED)  # noqa: S311 - nothing here is secret
    drawn: set[str] = set()
    for outcome in ("0", "1"):
        names = [text[IDENTITY] for text in texts if text[OUTCOME] == outcome]
        names.sort(key=lambda _: generator.random())
        drawn.update(names[: round(len(names) * HELD_OUT)])
    return drawn


def _write(path: Path, rows: Sequence[Row], names: Sequence[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(TEXTS.main())
