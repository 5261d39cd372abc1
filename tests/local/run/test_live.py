"""A run on a terminal: a line for what has ended, and one that changes for what goes on."""

from io import StringIO

from generator.cli.running.live import Live, duration
from generator.local.events import (
    ActivityEnded,
    ActivityStarted,
    AmlStarted,
    Event,
    Noted,
    Status,
    StepEnded,
    StepProgress,
    StepStarted,
)

LOOP = ("wait",)
LOOK = ("wait[1]", "look")
EVENTS: tuple[Event, ...] = (
    ActivityStarted(("score",), "AzureMLExecutePipeline", "pipeline endpoint e"),
    AmlStarted("p", "aml/p/pipeline.py"),
    StepStarted("p", "rows"),
    StepProgress("p", "rows", 5, 10, 1, 2),
    StepEnded("p", "rows", Status.SUCCEEDED, 2.0),
    ActivityEnded(("score",), "AzureMLExecutePipeline", Status.SUCCEEDED, 3.0),
    ActivityStarted(LOOP, "Until"),
    ActivityStarted(LOOK, "WebActivity", "GET x"),
    ActivityEnded(LOOK, "WebActivity", Status.FAILED, 0, "no answer\nat all"),
    ActivityEnded(LOOP, "Until", Status.FAILED, 7300, "late"),
    Noted("look here"),
    ActivityEnded(("load",), "Copy", Status.SKIPPED, 0),
)
LINES = """\
pipeline p
  score                               AzureMLExecutePipeline    pipeline endpoint e
    aml/p/pipeline.py
      rows                            Completed   2.0 s
  score                               AzureMLExecutePipeline    Succeeded   3.0 s
  wait                                Until
    look                              WebActivity               Failed   GET x   no answer
  wait                                Until                     Failed   2 h 1 min 40 s   late
    note: look here
  load                                Copy                      Skipped
"""


def shown(*, moving: bool) -> str:
    stream, clock = StringIO(), iter(range(1000))
    live = Live(stream, "pipeline p", moving=moving, now=lambda: float(next(clock)))
    for event in EVENTS:
        live.tell(event)
    live.close()
    return stream.getvalue()


def test_in_a_pipe_there_are_only_lines() -> None:
    assert shown(moving=False) == LINES


def test_on_a_terminal_the_last_line_changes() -> None:
    text = shown(moving=True)
    assert "[###########-----------]  5/10 mini-batches   1 failed   2 workers   " in text
    kept = [line.rpartition("\r\x1b[K")[2] for line in text.split("\n")]
    assert "\n".join(kept) == LINES


def test_how_long_it_took() -> None:
    spans = {
        0.04: "0.0 s",
        9.94: "9.9 s",
        10: "10 s",
        60: "1 min",
        3600: "1 h",
        3725: "1 h 2 min 5 s",
    }
    assert {span: duration(span) for span in spans} == spans
