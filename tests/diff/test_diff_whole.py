"""Whole jobs that come, go, move or change their SDK; and texts that no terminal should obey."""

from generator.compiler.diff import changes, printed
from generator.compiler.diff.spelling import LONGEST, shortened, spelled
from tests.diff.base import edited, found, project, words, words_of
from tests.support import cases
from tests.support.projects import SPECS

REPOSITORY = cases.CASES[cases.REPOSITORY]
LOAN, SENTIMENT = SPECS / "loan_default.yaml", SPECS / "sentiment.yaml"


def test_of_the_same_specs_nothing_is_said() -> None:
    for specs in cases.CASES.values():
        assert found(specs, dict(specs)) == ()


def test_a_new_project_is_told_in_a_few_lines() -> None:
    told = printed(changes(None, project(REPOSITORY)))
    assert told.splitlines()[:4] == [
        "project (new)",
        "  + project of 3 environments: dev, test, prod",
        "customer_behavior (new)",
        "  + job (SDK v2, 2 parameters, 3 steps, 1 trigger)",
    ]


def test_jobs_come_and_go() -> None:
    fewer = {file: text for file, text in REPOSITORY.items() if file != SENTIMENT}
    summary = "job (SDK v1, 3 parameters, 2 steps, 1 trigger)"
    assert printed(found(fewer, REPOSITORY)) == f"sentiment (new)\n  + {summary}\n"
    assert printed(found(REPOSITORY, fewer)) == (
        f"sentiment (removed)\n  - {summary}\n"
        "      breaking: what starts pipeline sentiment or calls published pipeline sentiment\n"
    )


def test_a_job_is_renamed() -> None:
    new = {file: text for file, text in REPOSITORY.items() if file != LOAN}
    new[SPECS / "loan_risk.yaml"] = REPOSITORY[LOAN].replace(
        "name: loan_default", "name: loan_risk"
    )
    told = found(REPOSITORY, new, {"loan_risk": "loan_default"})
    assert [(each.job, each.was, each.kind) for each in told] == [
        ("loan_risk", "loan_default", "renamed")
    ]
    assert [each.what for each in told[0].changes] == [
        "pipeline loan_default -> loan_risk",
        "endpoint loan-default -> loan-risk",
    ]
    assert [each.kind for each in found(REPOSITORY, new)] == ["new", "removed"]


def test_another_sdk_is_one_change() -> None:
    new = edited(REPOSITORY, "loan_default", ("sdk: v1 ", "sdk: v2 "))
    assert words(REPOSITORY, new) == ["~ sdk v1 -> v2"]
    assert words(new, REPOSITORY) == ["~ sdk v2 -> v1"]


def test_an_environment_comes() -> None:
    text = REPOSITORY[SPECS / "project.yaml"]
    prod = text[text.index("  prod:\n") : text.index("deployment:\n")]
    extra = prod.replace("prod", "spare") + "deployment:\n"
    new = edited(REPOSITORY, "project", ("deployment:\n", extra))
    assert words(REPOSITORY, new) == [
        "+ environment spare (adf-scoring-spare, syn-scoring-spare, aml-spare)"
    ]


def test_steps_in_another_order() -> None:
    text = cases.CASES["everything"][SPECS / "full_v1.yaml"]
    count = text[text.index("  count:\n") : text.index("  collect:\n")]
    collect = text[text.index("  collect:\n") : text.index("compute: gpu-cluster")]
    assert words_of("everything", "full_v1", (count + collect, collect + count)) == [
        "~ order of steps: clean, predict, count, collect -> clean, predict, collect, count"
    ]


# texts --------------------------------------------------------------------------------------------


def test_control_characters_are_made_visible() -> None:
    hostile = '"Right \\u202e to left, \\n next"'
    file = "customer_behavior"
    old = "Expect each customer's purchases of the next weeks, from all those so far."
    told = printed(found(REPOSITORY, edited(REPOSITORY, file, (old, hostile))))
    assert "'Right \\u202e to left, \\n next'" in told
    assert all(letter.isprintable() for letter in told.replace("\n", ""))
    assert spelled("a\x1b\u202eb\n") == "'a\\x1b\\u202eb\\n'"


def test_long_values_are_cut_to_where_they_differ() -> None:
    old, new = "a" * 100 + "b" + "c" * 100, "a" * 100 + "d" + "c" * 100
    one, other = shortened(old, new)
    assert one == "..." + "a" * 12 + "b" + "c" * (LONGEST - 19) + "..."
    assert other == one.replace("b", "d")
    assert shortened("b" + "a" * 99, "a" * 99) == ("b" + "a" * 40 + "...", "a" * 41 + "...")


def test_quotes_stay_around_what_is_cut() -> None:
    one, other = shortened(spelled("it is " + "so " * 40), spelled("it is " + "no " * 40))
    assert (one[0], one[-4:], other[0], other[-4:]) == ("'", "...'", "'", "...'")
    assert max(len(one), len(other)) <= LONGEST


def test_what_is_short_is_not_cut() -> None:
    assert shortened("eu", "us") == ("eu", "us")
