"""Reading any Python: what is no Python, where things stand, and which values are known."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.aml.read import Unreadable
from generator.contract.values import Literal, Scalar, Undecided, Value
from tests.read.aml_reading import FILE, V1, V2, at, offer, read

IMPORT = "from azureml.pipeline.core import PipelineParameter\n"


@pytest.mark.parametrize(
    ("source", "line"),
    [("print 1", 1), ("x = 1\n  y = 2", 2), ("x = (1,\n", 1), ("x = 1\n%%writefile a\n", 2)],
)
def test_what_is_no_python_is_unreadable(source: str, line: int) -> None:
    with pytest.raises(Unreadable) as caught:
        read(source)
    assert caught.value.line == line
    assert caught.value.reason
    assert str(caught.value) == f"line {line}: {caught.value.reason}"


@pytest.mark.parametrize("source", ["x = 1\0", "x = '\ud800'", "x = " + "-" * 100_000 + "1"])
def test_what_python_cannot_even_parse_is_unreadable(source: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(source)
    assert (caught.value.line, str(caught.value)) == (0, caught.value.reason)


def test_code_that_is_nested_too_deeply_is_unreadable() -> None:
    terms = " + ".join(["'a'"] * 2000)  # which Python parses
    with pytest.raises(Unreadable, match="the code is nested too deeply") as caught:
        read(f"{IMPORT}x = {terms}\nstep(PipelineParameter('p', x))")
    assert caught.value.line == 0


def test_reading_warns_of_nothing(recwarn: pytest.WarningsRecorder) -> None:
    assert read("x = '\\d'; x is 'x'") == ()
    assert not recwarn.list


@pytest.mark.parametrize("source", ["", "\ufeff", "# nothing", "\r\n", "...", "x: int"])
def test_a_file_may_offer_nothing(source: str) -> None:
    assert read(source) == ()


@pytest.mark.parametrize(
    ("source", "line", "column", "end_column"),
    [
        ('é = "ü"; step(PipelineParameter("p", é))', 2, 5, 8),
        ('step("日本", PipelineParameter("p", "x"))', 2, 35, 38),
        ('step(\n\tPipelineParameter("p",\t"x"))', 3, 25, 28),
        ('x = 1\r\nstep(PipelineParameter("p", "x"))', 3, 29, 32),
        ('x = "\u2028\x0c"\rstep(PipelineParameter("p", "x"))', 3, 29, 32),
        ('step(PipelineParameter("p", "x"  \n  "y"))', 2, 29, 34),
        ('step(PipelineParameter("p", """x\ny"""))', 2, 29, 33),
        ('step(PipelineParameter("p", ("x")))', 2, 30, 33),
        ('step(PipelineParameter("p", - 1))', 2, 29, 32),
        ('step(PipelineParameter("p", "x" + "y"))', 2, 29, 38),
    ],
)
def test_a_place_counts_characters(source: str, line: int, column: int, end_column: int) -> None:
    for before in ("", "\ufeff"):
        (found,) = read(before + IMPORT + source)
        place = found.places["parameters", "p", "default"]
        assert place.file == FILE
        assert (place.line, place.column, place.end_column) == (line, column, end_column)


@pytest.mark.parametrize(
    ("signature", "name", "parameter"),
    [
        ("def größe(schwelle: float = 1)", "größe", "schwelle"),
        ("async  def\tscore(\n\n  x\t:float)", "score", "x"),
        ("def score(a, *, ärger, x: Input(type='number'))", "score", "ärger"),
    ],
)
def test_a_name_has_the_place_where_it_is_given(signature: str, name: str, parameter: str) -> None:
    source = f"{V2}@pipeline\n{signature}:\n    return dict(ärger=1, out=2)\n"
    (found,) = read(source)
    assert at(source, found.places["pipeline",]) == name
    assert at(source, found.places["parameters", parameter]) == parameter
    assert at(source, found.places["data", "out"]) == "out"


# which values are known ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('X = "a"', Literal("a")),
        ('X: str = "a"', Literal("a")),
        ('X = Y = "a"', Literal("a")),
        ('X, Y = "a", "b"', Literal("a")),
        ('[Y, (X, Z)] = "c", ["a", "b"]', Literal("a")),
        ('Y = "a"\nX = Y', Literal("a")),
        ("X = f\"{1}-{2.5}-{True}-{None}-{'b'!s}\"", Literal("1-2.5-True-None-b")),
        ('if flag:\n    X = "a"', Literal("a")),
        ('X: str\nX = "a"', Literal("a")),
        ('print(X := "a")', Literal("a")),
        ('print([X := "a" for _ in [1]])', Literal("a")),
        ('def f():\n    global X\n    X = "a"\nf()', Literal("a")),
        ('X = "a"\ndef f():\n    X = "b"', Literal("a")),
        ('X = "a"\nclass C:\n    X = "b"', Literal("a")),
        ('X = "a"\nprint([X for X in "b"], lambda X: X)', Literal("a")),
        ('X = "a"\nX = "b"', Undecided("computed by X")),
        ('X = "a"\nX += "b"', Undecided("computed by X")),
        ('X = "a"\ndef f():\n    global X\n    X = "b"', Undecided("computed by X")),
        ('X = "a"\nfor X in "b": ...', Undecided("computed by X")),
        ('X = "a"\ndel X', Undecided("computed by X")),
        ('X = "a"\nimport X', Undecided("computed by X")),
        ('X = "a"\nimport X.y', Undecided("computed by X")),
        ('X = "a"\nfrom y import z as X', Undecided("computed by X")),
        ('X = "a"\nwith open("b") as X: ...', Undecided("computed by X")),
        ('X = "a"\ntry: ...\nexcept E as X: ...', Undecided("computed by X")),
        ('X = "a"\nmatch 1:\n    case X: ...', Undecided("computed by X")),
        ('X = "a"\nmatch 1:\n    case [*X]: ...', Undecided("computed by X")),
        ('X = "a"\nmatch 1:\n    case {**X}: ...', Undecided("computed by X")),
        ('X = "a"\ndef X(): ...', Undecided("computed by X")),
        ('X = "a"\nclass X: ...', Undecided("computed by X")),
        ("X, *Y = ab", Undecided("computed by X")),
        ('X, *Y = "a", "b"', Undecided("computed by X")),
        ('import os\nX = os.environ["X"]', Undecided('computed by os.environ["X"]')),
        ("X = X", Undecided("computed by X")),
        ('X = Y + "a"\nY = X', Undecided('computed by Y + "a"')),
        ('X = "a" * 2', Undecided('computed by "a" * 2')),
        ('X = "%s" % 1', Undecided('computed by "%s" % 1')),
        ("X = -True", Undecided("computed by -True")),
        ('X = f"{1:02}"', Undecided('computed by f"{1:02}"')),
        ('X = f"{1!r}"', Undecided('computed by f"{1!r}"')),
        ("X = g(\n    1,\n    2)", Undecided("computed by g( 1, 2)")),
        ("X = " + "g" * 80, Undecided(f"computed by {'g' * 57}...")),
    ],
)
def test_constants_are_folded_and_nothing_else(code: str, expected: Value) -> None:
    assert offer(f"{V1}{code}\nstep(PipelineParameter('p', X))").parameters["p"].default == expected


@pytest.mark.parametrize(
    "code",
    [
        'def build():\n    X = "a"\n    step(PipelineParameter("p", X))',
        'X = "b"\ndef build():\n    X = "a"\n    step(PipelineParameter("p", X))',
        'X = "a"\nclass C:\n    X = "b"\n    def build(self):\n'
        '        step(PipelineParameter("p", X))',
        'class C:\n    X = "a"\n    step(PipelineParameter("p", X))',
        'def build():\n    X = "a"\n    def inner():\n        step(PipelineParameter("p", X))',
        'X = "a"\ndef build(x=step(PipelineParameter("p", X))):\n    X = "b"',
        'X = "a"\n@step(PipelineParameter("p", X))\ndef build():\n    X = "b"',
        'X = "a"\ndef build():\n    global X\n    step(PipelineParameter("p", X))',
        'X = "b"\ndef build():\n    X = "a"\n    def inner():\n        nonlocal X\n'
        '        step(PipelineParameter("p", X))',
    ],
)
def test_a_name_is_looked_up_where_python_does(code: str) -> None:
    assert offer(V1 + code).parameters["p"].default == Literal("a")


# Random programs: names that are bound in many ways, and a default made of them. What the reader
# says it knows must be what Python computes.

NAMES = st.sampled_from(["A", "B", "C"])
EXPRESSIONS = st.recursive(
    st.sampled_from(['"x"', '""', "7", "0.5", "True", "None"]) | NAMES,
    lambda inner: st.one_of(
        st.builds("({} + {})".format, inner, inner),
        st.builds("(-{})".format, inner),
        st.builds('f"<{{{}}}>"'.format, NAMES),
        st.builds("str({})".format, inner),
        st.builds("({} if B else {})".format, inner, inner),
    ),
    max_leaves=6,
)
STATEMENTS = st.one_of(
    st.builds("{} = {}".format, NAMES, EXPRESSIONS),
    st.builds("{}, {} = {}, {}".format, NAMES, NAMES, EXPRESSIONS, EXPRESSIONS),
    st.builds("{} += {}".format, NAMES, EXPRESSIONS),
    st.builds("for {} in ['p', 'q']: pass".format, NAMES),
    st.builds("if {}: {} = {}".format, EXPRESSIONS, NAMES, EXPRESSIONS),
    st.builds("def f():\n    global {0}\n    {0} = {1}\nf()".format, NAMES, EXPRESSIONS),
    st.builds("def g():\n    {} = {}\ng()".format, NAMES, EXPRESSIONS),
    st.builds("class K:\n    {} = {}".format, NAMES, EXPRESSIONS),
    st.builds("[{} for {} in 'p']".format, EXPRESSIONS, NAMES),
    st.builds("print({} := {})".format, NAMES, EXPRESSIONS),
    st.builds("import os as {}".format, NAMES),
    st.builds("del {}".format, NAMES),
)


@settings(deadline=None, derandomize=True, database=None, max_examples=500)
@given(st.lists(STATEMENTS, min_size=1, max_size=6), EXPRESSIONS)
def test_what_is_known_is_what_python_computes(statements: list[str], default: str) -> None:
    code = "\n".join([*statements, f"step(PipelineParameter('p', {default}))"])
    told = offer(IMPORT + code).parameters["p"]
    given: list[Scalar | None] = []
    names = {"PipelineParameter": lambda _, value: given.append(value), "step": lambda _: None}
    try:
        exec(compile(code, "", "exec"), names | {"print": lambda _: None})
    except Exception:
        return  # a program that does not run publishes nothing
    if isinstance(told.default, Literal):
        actual = str(given[0]) if isinstance(given[0], bool) else given[0]
        assert repr(told.default.value) == repr(actual)
    elif told.default is None:
        assert given[0] in ("", None)
