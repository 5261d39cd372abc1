"""The rules of the contract, one by one, where the proof on whole projects does not reach."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.contract.compare import Factory, Mismatch, compare, differences, fit
from generator.contract.leaves import Leaf, leaves, same
from generator.contract.model import (
    Call,
    Calls,
    DataPath,
    Declared,
    Firing,
    Offer,
    Offered,
    Read,
    Sdk,
    Slot,
    Target,
    Type,
)
from generator.contract.types import (
    TYPES,
    carried,
    encode,
    factory_type,
    offered_default,
    offered_type,
    sent,
)
from generator.contract.values import Expression, Json, Literal, Scalar, Undecided, Value
from generator.contract.wording import noun, shape, spoken
from generator.diagnostics import Code, Place
from tests.read.aml_reading import leaves as walked
from tests.support.grounds import JOBS, job

FACTORY, CODE = Place(PurePosixPath("pipeline.json")), Place(PurePosixPath("pipeline.py"))
HERE = DataPath(Literal("lake"), Literal("a"))


def calls(
    parameters: Mapping[str, Value] | None = None,
    data: Mapping[str, DataPath] | None = None,
    declared: Mapping[str, str] | None = None,
    sets: Mapping[str, Value] | None = None,
) -> Read[Calls]:
    call = Call(Target.PIPELINE, None, parameters or {}, data or {})
    kinds = {name: Declared(kind) for name, kind in (declared or {}).items()}
    firings = {"daily": Firing("ScheduleTrigger", sets)} if sets else {}
    half = Calls("job", kinds, {}, {"Score": call}, firings)
    return Read(half, {(): FACTORY, ("pipeline",): FACTORY})


def offer(
    parameters: Mapping[str, Offered] | None = None,
    data: Mapping[str, Slot] | None = None,
    sdk: Sdk = "v2",
) -> Read[Offer]:
    return Read(Offer(sdk, "job", parameters or {}, data or {}), {(): CODE})


def told(found: Mismatch) -> tuple[Code, str]:
    return found.code, found.message


# fit: names and slots -----------------------------------------------------------------------------


def test_data_sent_as_a_parameter() -> None:
    (found,) = fit(calls({"texts": Literal("lake/a")}), offer(data={"texts": Slot("input")}))
    assert told(found) == (
        Code.WRONG_SLOT,
        "activity 'Score' sends 'texts' as a parameter, but the AML pipeline takes it as data",
    )


def test_a_parameter_sent_as_data() -> None:
    (found,) = fit(calls(data={"top": HERE}), offer({"top": Offered(Type.INTEGER)}))
    assert told(found) == (
        Code.WRONG_SLOT,
        "activity 'Score' sends 'top' as data, but the AML pipeline takes it as a parameter",
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [("run_dat", "did you mean 'run_date'?"), ("zzz", "defined there: run_date, top")],
)
def test_a_name_that_is_not_defined(name: str, hint: str) -> None:
    takes = {name: Offered(Type.STRING, Literal("a")) for name in ("run_date", "top")}
    (found,) = fit(calls({name: Literal("a")}), offer(takes))
    assert found.code is Code.SENT_NOT_OFFERED
    assert found.hint == hint
    assert [words for words, _ in found.related] == ["sent by", "defined at"]


def test_nothing_is_defined() -> None:
    (found,) = fit(calls({"a": Literal("a")}), offer())
    assert found.hint == "defined there: nothing"


def test_only_data_of_the_right_role_can_be_sent_to_v1() -> None:
    fixed = {"scores": Slot("output", default=HERE)}
    (found,) = fit(calls(data={"scores": HERE}), offer(data=fixed, sdk="v1"))
    assert found.code is Code.SENT_NOT_OFFERED
    assert found.hint.startswith("it is an output")
    assert list(fit(calls(data={"scores": HERE}), offer(data={"scores": Slot("output")}))) == []


@pytest.mark.parametrize(
    ("takes", "needed"),
    [
        (offer({"top": Offered(Type.INTEGER)}), "top"),
        (offer({"top": Offered(Type.INTEGER, Literal(1))}), ""),
        (offer(data={"texts": Slot("input")}), "texts"),
        (offer(data={"texts": Slot("input", default=HERE)}, sdk="v1"), ""),
        (offer(data={"scores": Slot("output")}), ""),
    ],
)
def test_what_has_no_default_is_needed(takes: Read[Offer], needed: str) -> None:
    found = list(fit(calls(), takes))
    assert [each.code for each in found] == [Code.OFFERED_NOT_SENT] * bool(needed)
    assert all(f"needs {needed!r}" in each.message for each in found)


def test_names_that_are_computed_are_undecided_and_hide_nothing_else() -> None:
    takes = offer({"top": Offered(Type.INTEGER), "day": Offered(Type.STRING)})
    sent: dict[str, Value] = {"*": Undecided("computed"), "day": Literal(5)}
    found = [each.code for each in fit(calls(sent), takes)]
    assert found == [Code.UNDECIDED, Code.TYPES_DIFFER]


def test_a_name_that_code_computes_may_be_what_is_sent() -> None:
    takes = offer({"<undecided at line 3, column 9>": Offered(None, Undecided("computed"))})
    (found,) = fit(calls({"top": Literal(1)}), takes)
    assert told(found) == (
        Code.UNDECIDED,
        "nobody can tell whether the AML pipeline takes 'top', which activity 'Score' sends",
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [("run_dat", "did you mean 'run_date'?"), ("zzz", "defined there: run_date")],
)
def test_a_trigger_sets_what_the_pipeline_does_not_define(name: str, hint: str) -> None:
    (found,) = fit(calls(declared={"run_date": "string"}, sets={name: Literal("a")}), offer())
    assert (found.code, found.hint) == (Code.SENT_NOT_OFFERED, hint)


def test_letter_case_does_not_tell_parameters_of_the_factory_apart() -> None:
    sets: dict[str, Value] = {"Run_Date": Literal("a")}
    assert list(fit(calls(declared={"run_date": "string"}, sets=sets), offer())) == []


# fit: types ---------------------------------------------------------------------------------------

STR, INT, NUM, BOOL = Type.STRING, Type.INTEGER, Type.NUMBER, Type.BOOLEAN
LITERALS: list[tuple[Json, set[Type], set[Type]]] = [  # a literal, where v2 and where v1 take it
    ("a", {STR}, {STR}),
    ("5", {STR}, {STR, INT, NUM}),
    ("1E-07", {STR}, {STR, NUM}),
    ("true", {STR}, {STR, BOOL}),
    ("False", {STR}, {STR, BOOL}),
    ("1", {STR}, {STR, INT, NUM, BOOL}),
    ("", {STR}, {STR}),
    (5, {INT, NUM}, {INT, NUM}),
    (0.5, {NUM}, {NUM}),
    (True, {BOOL}, {BOOL}),
    (None, set(), set()),
    ([1], set(), set()),
]


@pytest.mark.parametrize("kind", list(Type))
@pytest.mark.parametrize(("value", "v2", "v1"), LITERALS)
def test_a_literal_is_of_the_type_or_is_found(
    value: Json, v2: set[Type], v1: set[Type], kind: Type
) -> None:
    takes: Mapping[Sdk, set[Type]] = {"v1": v1, "v2": v2}
    for sdk, good in takes.items():
        found = list(fit(calls({"x": Literal(value)}), offer({"x": Offered(kind)}, sdk=sdk)))
        assert [each.code for each in found] == [Code.TYPES_DIFFER] * (kind not in good)


@pytest.mark.parametrize("kind", list(Type))
@pytest.mark.parametrize(
    ("word", "good"),
    [
        ("string", {STR}),
        ("int", {INT, NUM}),  # an int goes into a number
        ("float", {NUM}),
        ("bool", {BOOL}),
        ("object", set()),
        ("securestring", set()),
    ],
)
def test_a_parameter_handed_on_to_v2_is_of_the_type_or_is_found(
    word: str, good: set[Type], kind: Type
) -> None:
    sent = calls({"x": Expression("@pipeline().parameters.y")}, declared={"y": word})
    found = list(fit(sent, offer({"x": Offered(kind)})))
    assert [each.code for each in found] == [Code.TYPES_DIFFER] * (kind not in good)


@pytest.mark.parametrize(
    "value",
    [
        Expression("@pipeline().parameters.unknown"),
        Expression("@concat('a', pipeline().parameters.y)"),
        Undecided("computed"),
    ],
)
def test_the_type_of_what_is_computed_is_not_judged(value: Value) -> None:
    sent = calls({"x": value}, declared={"y": "object"})
    assert list(fit(sent, offer({"x": Offered(Type.INTEGER)}))) == []


def test_only_text_is_sent_to_v1_whatever_the_factory_s_type() -> None:
    sent = calls({"x": Expression("@pipeline().parameters.y")}, declared={"y": "bool"})
    assert list(fit(sent, offer({"x": Offered(Type.STRING)}, sdk="v1"))) == []


def test_what_has_no_type_takes_anything() -> None:
    assert list(fit(calls({"x": Literal([1])}), offer({"x": Offered(None)}))) == []


# differences and compare --------------------------------------------------------------------------


def test_two_edits_are_two_faults_though_they_break_one_thing() -> None:
    """The type was changed on both sides, and each has to be put right."""
    wanted_calls = calls({"x": Expression("@pipeline().parameters.x")}, declared={"x": "int"}).half
    wanted_offer = offer({"x": Offered(Type.INTEGER)}).half
    read = calls({"x": Expression("@pipeline().parameters.x")}, declared={"x": "bool"})
    found = compare([Factory(wanted_calls, read)], wanted_offer, offer({"x": Offered(Type.STRING)}))
    assert [each.code for each in found] == [Code.TYPES_DIFFER, Code.NOT_AS_SPECIFIED]


def test_a_pair_that_does_not_fit_by_its_specs_is_told_without_a_cause() -> None:
    sent, takes = calls({"x": Literal("a")}), offer({"x": Offered(Type.INTEGER)})
    (found,) = compare([Factory(sent.half, sent)], takes.half, takes)
    assert found.code is Code.TYPES_DIFFER
    assert found.origin is None


def test_what_is_computed_as_a_whole_hides_what_may_be_in_it() -> None:
    wanted = calls({"x": Literal("a"), "y": Literal("b")}).half
    read = calls({"*": Undecided("computed as a whole by an expression")})
    (found,) = differences(wanted, read)
    assert told(found) == (
        Code.UNDECIDED,
        "a name is computed here, so nobody can tell whether the spec has it",
    )


def test_of_two_names_the_one_with_the_same_content_was_renamed() -> None:
    """`note` is nearer to `notes` than `text` is, but what `notes` holds was the text's."""
    wanted = offer({"note": Offered(STR, Literal("a")), "text": Offered(STR, Literal("b"))}).half
    read = offer({"note": Offered(STR, Literal("a")), "notes": Offered(STR, Literal("b"))})
    (found,) = differences(wanted, read)
    assert found.message == "AML parameter 'notes' is called 'text' by the spec"


def test_things_that_are_not_alike_were_not_renamed() -> None:
    wanted = offer({"text": Offered(STR, Literal("b"))}).half
    read = offer({"zzz": Offered(INT, Literal(1))})
    assert [each.message for each in differences(wanted, read)] == [
        "AML parameter 'text' is missing; the spec has it",
        "AML parameter 'zzz' is not in the spec",
    ]


def test_bounds_are_no_names() -> None:
    wanted = offer({"top": Offered(INT, None, 1.0, None)}).half
    read = offer({"top": Offered(INT, None, None, 1.0)})
    assert [each.message for each in differences(wanted, read)] == [
        "the minimum of AML parameter 'top' is missing; by the spec it is 1",
        "the maximum of AML parameter 'top' is 1; the spec has none",
    ]


def test_undecided_is_never_fine() -> None:
    wanted = offer({"top": Offered(INT, Literal(1))}).half
    read = offer({"top": Offered(INT, Undecided("computed by top()"))})
    (found,) = differences(wanted, read)
    assert told(found) == (
        Code.UNDECIDED,
        "nobody can tell the default of AML parameter 'top': it is computed by top()",
    )
    assert found.hint == "by the spec it is 1; write that here"


# leaves -------------------------------------------------------------------------------------------


def test_leaves_are_all_that_is_said_and_nothing_that_is_left_open() -> None:
    half = Offer(
        "v2", "", {"top": Offered(INT, Literal(None), 0.0)}, {"texts": Slot("input", default=HERE)}
    )
    assert leaves(half) == {
        ("sdk",): "v2",
        ("parameters", "top"): True,
        ("parameters", "top", "type"): "integer",
        ("parameters", "top", "default"): Literal(None),
        ("parameters", "top", "minimum"): 0.0,
        ("data", "texts"): True,
        ("data", "texts", "role"): "input",
        ("data", "texts", "kind"): "folder",
        ("data", "texts", "default", "datastore"): Literal("lake"),
        ("data", "texts", "default", "path"): Literal("a"),
    }


@pytest.mark.parametrize("case", JOBS)
def test_no_leaf_is_forgotten(case: str) -> None:
    """The same as another walk finds, which the readers' own tests use."""
    for half in (job(case).calls, job(case).offer):
        assert set(leaves(half)) == {way for way, _ in walked(half)}


DISTINCT: list[Json] = [None, True, False, 1, 0, "1", "true", "", [1], [True], [], {"a": 1}, {"a": True}, {}]  # fmt: skip  # noqa: E501


@pytest.mark.parametrize("other", DISTINCT, ids=repr)
@pytest.mark.parametrize("one", DISTINCT, ids=repr)
def test_same_tells_all_values_apart(one: Json, other: Json) -> None:
    assert same(Literal(one), Literal(other)) is (repr(one) == repr(other))


@pytest.mark.parametrize(("one", "other"), [(1, 1.0), ([0], [0.0]), ({"a": 2}, {"a": 2.0})])
def test_numbers_are_the_same_in_either_spelling(one: Json, other: Json) -> None:
    assert same(Literal(one), Literal(other))


def test_text_is_no_expression_and_what_is_computed_is_neither() -> None:
    values: list[Leaf] = [Literal("@a()"), Expression("@a()"), Undecided("@a()"), "@a()"]
    assert [[same(one, other) for other in values] for one in values] == [
        [i == j for j in range(4)] for i in range(4)
    ]


def test_bounds_are_numbers() -> None:
    assert same(1, 1.0)
    assert not same(1, True)


def test_no_digit_of_a_number_is_lost_in_words() -> None:
    assert spoken(1000001.0) == "1000001"
    assert spoken(0.12345678) == "0.12345678"


# wording ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", JOBS)
def test_every_leaf_has_a_name_in_words(case: str) -> None:
    for side, half in (("factory", job(case).calls), ("aml", job(case).offer)):
        for way in leaves(half):
            words = noun(side, way)  # type: ignore[arg-type]
            assert "{}" not in words
            assert all(repr(name) in words for name in way if name not in shape(way))


def test_a_parameter_may_be_called_as_a_part_of_the_contract() -> None:
    way = ("calls", "data", "parameters", "parameters")
    assert shape(way) == ("calls", "*", "parameters", "*")
    assert noun("factory", way) == "what activity 'data' sends for parameter 'parameters'"


@pytest.mark.parametrize(
    ("leaf", "words"),
    [
        (Literal("it's"), '"it\'s"'),
        (Literal(True), "true"),
        (Literal(None), "null"),
        (Literal([1, "ü"]), '[1, "ü"]'),
        (Literal(0.5), "0.5"),
        (Expression("@pipeline().RunId"), "@pipeline().RunId"),
        (Undecided("computed by f()"), "computed by f()"),
        (Target.PIPELINE_ENDPOINT, "a pipeline endpoint"),
        (Type.NUMBER, "number"),
        ("loan_default", "'loan_default'"),
        (1000000.0, "1000000"),
    ],
)
def test_values_are_quoted_as_their_files_write_them(leaf: object, words: str) -> None:
    assert spoken(leaf) == words  # type: ignore[arg-type]


# types --------------------------------------------------------------------------------------------

P = "pipeline().parameters.x"


@pytest.mark.parametrize(  # each type at each hop
    ("kind", "factory", "v1", "v2", "published", "python"),
    [
        (STR, "string", f"@{P}", f"@{P}", STR, "str"),
        (INT, "int", f"@string({P})", f"@{P}", INT, "int"),
        (NUM, "float", f"@string({P})", f"@{P}", NUM, "float"),
        (BOOL, "bool", f"@toLower(string({P}))", f"@{P}", STR, "bool"),
    ],
)
def test_the_type_table(
    kind: Type, factory: str, v1: str, v2: str, published: Type, python: str
) -> None:
    assert (TYPES[kind].factory, TYPES[kind].python) == (factory, python)
    assert sent(P, kind, "v1") == Expression(v1)
    assert sent(P, kind, "v2") == Expression(v2)
    assert (offered_type(kind, "v1"), offered_type(kind, "v2")) == (published, kind)


@pytest.mark.parametrize("sdk", ["v1", "v2"])
def test_encoded_text_is_sent_percent_encoded_with_a_mark(sdk: Sdk) -> None:
    assert sent(P, STR, sdk, encoded=True) == Expression(f"@concat('=', uriComponent({P}))")
    assert offered_default(STR, "a b", sdk, encoded=True) == "=a%20b"


@pytest.mark.parametrize(
    ("kind", "value", "v1", "v2"),
    [
        (STR, "a", "a", "a"),
        (INT, 5, 5, 5),
        (NUM, 0.5, 0.5, 0.5),
        (NUM, 1, 1.0, 1.0),
        (BOOL, True, "true", True),
        (BOOL, False, "false", False),
    ],
)
def test_defaults(kind: Type, value: Scalar, v1: Scalar, v2: Scalar) -> None:
    for sdk, expected in (("v1", v1), ("v2", v2)):
        given = offered_default(kind, value, sdk)  # type: ignore[arg-type]
        assert (type(given), given) == (type(expected), expected)


@pytest.mark.parametrize("word", ["string", "String", "INT", "Float", "bool"])
def test_type_words_of_the_factory_in_any_letters(word: str) -> None:
    found = factory_type(word)
    assert found is not None
    assert TYPES[found].factory == word.lower()


@pytest.mark.parametrize("word", ["", "object", "array", "securestring", "number", "integer"])
def test_words_that_are_no_type_of_a_parameter(word: str) -> None:
    assert factory_type(word) is None


SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"


@given(st.text())
def test_encoding_is_what_the_factory_makes(text: str) -> None:
    """uriComponent leaves letters, digits and - _ . ~; of the rest, the bytes of its UTF-8."""
    by_hand = "".join(
        letter if letter in SAFE else "".join(f"%{byte:02X}" for byte in letter.encode())
        for letter in text
    )
    assert encode(text) == f"={by_hand}"
    assert unquote(encode(text)[1:], errors="strict") == text
    assert encode(text).isascii()


@given(st.text())
def test_encoded_text_is_one_word_without_a_dash_for_every_shell(text: str) -> None:
    assert set(encode(text)[1:]) <= {*SAFE, "%"}


@pytest.mark.parametrize("text", ["a", "2024-01-01", "a/b.c:d+e_f", "_", "0"])
def test_text_that_is_carried_as_it_is(text: str) -> None:
    assert carried(text)


@pytest.mark.parametrize(
    "text", ["", "-a", "a b", "a\n", "a\n\n", "ä", "a'b", 'a"b', "=a", ".a", "a@b", "a{b", "\u2028"]
)
def test_text_that_is_not_carried(text: str) -> None:
    assert not carried(text)
