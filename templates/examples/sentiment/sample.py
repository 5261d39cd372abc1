"""Made-up texts: `make demo` trains on some and scores an upload of others.

Sentences put together from a few words. A model that learned from them knows those words, no more.
"""

import csv
import io
import random
from collections.abc import Sequence

from samples import Here

FOLDER, FILE = "texts/2026-01-05", "made_up.csv"
CONTAINER = "landing"
TRAINED_ON, SCORED = 400, 120

THINGS = ["delivery", "hotel", "phone", "film", "support", "coffee", "app", "teacher"]
GOOD = ["great", "lovely", "quick and friendly", "a joy", "better than expected"]
BAD = ["awful", "slow and rude", "broken again", "a waste of money", "disappointing"]
ENDINGS = ["", " Thanks!", " My third time.", " I will tell my friends."]


def prepare(here: Here) -> list[str]:
    """Lay an upload and a model where the job finds them; gives how to run it."""
    texts = made_up(TRAINED_ON + SCORED)
    known, new = texts[:TRAINED_ON], [text[:2] for text in texts[TRAINED_ON:]]
    upload = here.data("texts", folder=FOLDER, file=FILE)
    here.write(upload, table(["text_id", "text"], new))
    train = here.folder / "made_up_rated.csv"
    here.write(train, table(["text_id", "text", "positive"], known))
    here.train("--data", train, "--model", here.model)
    # An event tells the folder with its container first.
    return ["--param", f"folder={CONTAINER}/{FOLDER}", "--param", f"file={FILE}"]


def made_up(count: int) -> list[tuple[str, str, str]]:
    """Texts with an id, and whether they are positive: "1" or "0"."""
    draw = random.Random(1)
    texts = []
    for number in range(1, count + 1):
        positive = draw.random() < 0.5
        said = draw.choice(GOOD if positive else BAD)
        text = f"The {draw.choice(THINGS)} was {said}.{draw.choice(ENDINGS)}"
        # People do not agree on all.
        rated = positive if draw.random() < 0.9 else not positive
        texts.append((f"made-up-{number:04d}", text, str(int(rated))))
    return texts


def table(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows as the text of a CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(rows)
    return text.getvalue()
