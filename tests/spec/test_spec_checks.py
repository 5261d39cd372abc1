"""What the checks know of broken files, and what no folder of `broken` shows."""

from pathlib import PurePosixPath

import pytest

from generator.compiler.compile import compile
from generator.diagnostics import Code, Diagnostic
from generator.spec.checks.broken import Broken, Names
from generator.spec.load import load
from tests.spec.good_project import SPECS, TEXTS

CHURN = SPECS / "churn.yaml"


def diagnosed(old: str, new: str) -> tuple[Diagnostic, ...]:
    assert TEXTS[CHURN].count(old) == 1
    return compile(SPECS, {**TEXTS, CHURN: TEXTS[CHURN].replace(old, new)}).diagnostics


# what is broken -----------------------------------------------------------------------------------


def test_what_is_broken_hides_what_is_in_it() -> None:
    broken = Broken(frozenset({("a", "b"), ("c", 1)}))
    assert broken.hides("a", "b")
    assert broken.hides("a", "b", "c")
    assert not broken.hides("a")
    assert broken.touches("a")
    assert broken.touches("c")
    assert not broken.touches("b")
    assert list(broken.numbered("xyz", "c")) == [(0, "x"), (2, "y"), (3, "z")]
    assert list(broken.numbered("xy", "a")) == [(0, "x"), (1, "y")]


def test_everything_is_in_a_file_that_could_not_be_read() -> None:
    names = Broken(frozenset({()})).names((), "parameters")
    assert names.all_lost
    assert "anything" in names


def test_names_know_what_was_meant() -> None:
    names = Names(frozenset({"run_date", "top"}), frozenset({"Threshold"}))
    assert "run_date" in names
    assert "threshold" in names  # as it will be called once it is spelt well
    assert "run_dat" not in names
    assert list(names) == ["Threshold", "run_date", "top"]
    assert names.meant({"rundate", "threshold", "top", "xyz"}) == {
        "run_date",
        "threshold",
        "top",
        "",
    }


# all files at once --------------------------------------------------------------------------------


def test_the_order_of_the_files_changes_nothing() -> None:
    texts = {SPECS / f"{name}.yaml": "name: x\nsteps: 1\n" for name in ("b", "a", "project", "c")}
    there = load(SPECS, texts).diagnostics
    back = load(SPECS, dict(reversed(texts.items()))).diagnostics
    assert there == back
    assert list(there) == sorted(there, key=lambda each: (each.place, each.code, each.message))
    assert {each.place.file for each in there} == set(texts)


def test_a_project_is_there_only_if_nothing_is_wrong() -> None:
    assert load(SPECS, TEXTS).project
    assert load(SPECS, {**TEXTS, SPECS / "b.yaml": ""}).project is None


def test_three_files_of_one_name_are_two_faults() -> None:
    others = {PurePosixPath(f"specs/churn.{end}"): "version: 1" for end in ("yml", "yaml_")}
    found = compile(SPECS, {**TEXTS, **others}).diagnostics
    assert {each.place.file.name for each in found} == {"churn.yml", "churn.yaml_"}
    assert {each.code for each in found} == {Code.CLAIMED_TWICE}


def test_the_factory_rules_judge_a_job_beside_a_broken_one() -> None:
    broken = TEXTS[CHURN].replace("type: SqlServerStoredProcedure", "type: Nothing")
    texts = {**TEXTS, CHURN: broken, SPECS / "other.yaml": "{"}
    found = compile(SPECS, texts).diagnostics
    assert [each.code for each in found] == [Code.ACTIVITY_TYPE, Code.YAML_SYNTAX]


def test_the_factory_rules_judge_a_job_that_is_broken_elsewhere() -> None:
    text = TEXTS[CHURN].replace("type: SqlServerStoredProcedure", "type: Nothing")
    texts = {**TEXTS, CHURN: text.replace("sdk: v2", "sdk: v3")}
    found = compile(SPECS, texts).diagnostics
    assert [each.code for each in found] == [Code.ACTIVITY_TYPE, Code.NOT_A_CHOICE]


# limits -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "codes"), [(45, []), (46, [Code.LIMIT])])
def test_a_pipeline_has_fifty_parameters(number: int, codes: list[Code]) -> None:
    more = [f"p{i}" for i in range(number)]
    text = TEXTS[CHURN].replace("dry_run]", f"dry_run, {', '.join(more)}]")
    declared = "".join(f"  {name}: {{type: integer, default: 1}}\n" for name in more)
    text = text.replace("parameters:\n  run_date:", f"parameters:\n{declared}  run_date:")
    found = compile(SPECS, {**TEXTS, CHURN: text}).diagnostics
    assert [each.code for each in found] == codes


@pytest.mark.parametrize(("length", "codes"), [(8_192, []), (8_193, [Code.LIMIT])])
def test_an_expression_has_8192_characters(length: int, codes: list[Code]) -> None:
    text = "@concat('" + "a" * (length - len("concat('','')")) + "','')"
    found = diagnosed("user_properties: {", f'user_properties: {{long: "{text}", ')
    assert [each.code for each in found] == codes


@pytest.mark.parametrize(("length", "codes"), [(39, []), (40, [Code.LIMIT])])
def test_activities_of_v2_are_named_after_the_scoring(length: int, codes: list[Code]) -> None:
    found = diagnosed("name: Score customers", f"name: {'a' * length}")
    assert [each.code for each in found] == codes


# what is used -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "day",
    [
        "@pipeline().parameters.SEGMENT",
        "@pipeline()?['parameters']?['segment']",
        "day @{pipeline().parameters.segment}",
        "@pipeline().parameters.segmnt",  # reported as misspelt, and as nothing else
    ],
)
def test_a_parameter_in_an_expression_is_used(day: str) -> None:
    text = TEXTS[CHURN].replace("arguments: [segment, ", "arguments: [")
    text = text.replace('"@pipeline().parameters.run_date"}', f'"{day}"}}', 1)
    codes = {each.code for each in compile(SPECS, {**TEXTS, CHURN: text}).diagnostics}
    assert Code.UNUSED not in codes


def test_an_unreadable_expression_uses_who_knows_what() -> None:
    text = TEXTS[CHURN].replace("arguments: [segment, ", "arguments: [")
    text = text.replace('"@pipeline().parameters.run_date"}', '"@concat("}', 1)
    codes = [each.code for each in compile(SPECS, {**TEXTS, CHURN: text}).diagnostics]
    assert codes == [Code.EXPRESSION_SYNTAX]
