"""What is printed, for people and for machines, in a terminal and in a pipe; and exit codes."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import main
from generator.diagnostics import Code, Diagnostic, Place
from generator.diagnostics.printing import FORMATS, WIDTH, printed

BASE = Path(__file__).parent / "broken" / "base"
ROOT = Path(__file__).parents[1]
FILE = PurePosixPath("specs/a.yaml")
ESCAPE = "\033["


@pytest.fixture
def good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def broken(good: Path) -> Path:
    file = good / "specs" / "churn.yaml"
    file.write_text(file.read_text("utf-8").replace("frequency: Day", "frequency: Dai"), "utf-8")
    return good


def fault(line: int, column: int, end: int, hint: str = "") -> Diagnostic:
    return Diagnostic(Code.WRONG_TYPE, "wrong", Place(FILE, line, column, end), hint)


def text(diagnostic: Diagnostic, source: str = "", *, colour: bool = False) -> list[str]:
    return printed([diagnostic], "text", {FILE: source}, colour=colour).split("\n")


# for people ---------------------------------------------------------------------------------------


def test_a_fault_is_quoted_with_its_line() -> None:
    lines = text(fault(2, 4, 7, "say 1"), "a:\n  {b: x}\n")
    assert lines == [
        "error[SW106]: wrong",
        "  --> specs/a.yaml:2:4",
        "  |",
        "2 |   {b: x}",
        "  |    ^^^ say 1",
        "",
    ]


@pytest.mark.parametrize(
    ("line", "column", "end", "shown", "carets"),
    [
        ("a: bc", 4, 6, "a: bc", "   ^^"),
        ("é: bc", 4, 6, "é: bc", "   ^^"),
        ("日本: bc", 5, 7, "日本: bc", "      ^^"),
        ("日本: bc", 1, 3, "日本: bc", "^^^^"),
        ("e\u0301: bc", 5, 7, "e\u0301: bc", "   ^^"),
        ("\ta: bc", 5, 7, "    a: bc", "       ^^"),
        ("\u202ea: bc", 5, 7, "\\u202ea: bc", "         ^^"),
        ("a:", 3, 4, "a:", "  ^"),
        ("a: bc\r", 4, 6, "a: bc", "   ^^"),
        ("a: bc", 4, 99, "a: bc", "   ^^"),
        ("", 1, 2, "", "^"),
    ],
)
def test_the_caret_stands_below_its_word(
    line: str, column: int, end: int, shown: str, carets: str
) -> None:
    lines = text(fault(1, column, end), line)
    assert lines[3] == f"1 | {shown}".rstrip()
    assert lines[4] == f"  | {carets}"


def test_a_byte_order_mark_moves_nothing() -> None:
    assert text(fault(1, 1, 2), "\ufeffa: 1")[3:5] == ["1 | a: 1", "  | ^"]


@pytest.mark.parametrize("start", [0, 30, 80, 200, 390])
def test_a_long_line_is_cut_around_its_fault(start: int) -> None:
    line = "".join(f"{i:04}" for i in range(100))
    shown, carets = text(fault(1, start + 1, start + 5), line)[3:5]
    assert len(shown) <= WIDTH + 4
    column = carets.index("^")
    assert shown[column : column + 4] == line[start : start + 4]
    assert carets.count("^") == 4


def test_carets_end_where_a_long_line_is_cut() -> None:
    shown, carets = text(fault(1, 3, 400), "a: " + "b" * 500)[3:5]
    assert len(carets) == len(shown)


def test_a_long_hint_stands_on_a_line_of_its_own() -> None:
    assert text(fault(1, 1, 2, "h" * WIDTH), "a")[4:] == ["  | ^", "  = " + "h" * WIDTH, ""]


def test_a_file_as_a_whole_has_no_line() -> None:
    assert text(Diagnostic(Code.NO_PROJECT, "none", Place(FILE), "write one")) == [
        "error[SW002]: none",
        "  --> specs/a.yaml",
        "  write one",
        "",
    ]


def test_a_document_is_shown_with_its_pointer_and_what_belongs_to_it() -> None:
    place = Place(PurePosixPath("a.json"), pointer="/properties/x")
    told = Diagnostic(Code.OUT_OF_DATE, "old", place, "", (("the other", Place(FILE, 3, 4, 5)),))
    assert text(told) == [
        "error[SW503]: old",
        "  --> a.json  /properties/x",
        "  the other: specs/a.yaml:3:4",
        "",
    ]


CAUSED = Diagnostic(
    Code.OUT_OF_DATE,
    "old",
    Place(FILE),
    "next: scorewright generate",
    (("the other", Place(FILE, 3, 4, 5)),),
    cause="edited by hand",
)


def test_a_cause_stands_between_what_belongs_to_a_fault_and_what_to_do() -> None:
    assert text(CAUSED) == [
        "error[SW503]: old",
        "  --> specs/a.yaml",
        "  the other: specs/a.yaml:3:4",
        "  cause: edited by hand",
        "  next: scorewright generate",
        "",
    ]


def test_a_cause_stands_below_a_quoted_line() -> None:
    told = Diagnostic(Code.UNUSED, "m", Place(FILE, 1, 1, 2), "drop it", cause="edited by hand")
    assert text(told, "a: 1")[3:] == ["1 | a: 1", "  | ^ drop it", "  cause: edited by hand", ""]


def test_nothing_moves_the_cursor() -> None:
    nasty = "a\033[2Jb\u2028c\u202ed\x9be\r\n"
    place = Place(PurePosixPath(f"{nasty}.yaml"), 1, 1, 2)
    told = Diagnostic(Code.WRONG_TYPE, nasty, place, nasty, ((nasty, place),), cause=nasty)
    shown = printed([told], "text", {place.file: nasty.replace("\n", "")})
    assert all(letter == "\n" or letter.isprintable() for letter in shown)
    assert shown.count("\n") == 7


def test_colour_adds_escape_codes_and_nothing_else() -> None:
    told, source = fault(1, 1, 2, "hint"), "a: 1"
    coloured, plain = text(told, source, colour=True), text(told, source)
    assert coloured != plain
    assert [re.sub(r"\033\[[0-9;]*m", "", line) for line in coloured] == plain


def test_each_severity_says_so() -> None:
    for severity in ("error", "warning", "note"):
        told = Diagnostic(Code.UNUSED, "m", Place(FILE), severity=severity)
        assert text(told)[0] == f"{severity}[SW212]: m"


def test_a_secret_is_never_quoted() -> None:
    secret = Diagnostic(Code.SECRET, "secret", Place(FILE, 1, 4, 11))
    source = {FILE: "a: hunter2 # b"}
    shown = printed([fault(1, 1, 2), secret], "text", source)
    assert "hunter2" not in shown
    assert shown.count("1 | a: ******* # b") == 2


# in a terminal ------------------------------------------------------------------------------------


def in_terminal(folder: Path, **environment: str) -> str:
    """What `generate` prints to a terminal of its own."""
    ours, theirs = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "generate"],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        shown = b""
        while chunk := read(ours):
            shown += chunk
        assert process.wait() == 1
    os.close(ours)
    return shown.decode("utf-8")


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux' way to say that the other end is closed
        return b""


def test_a_terminal_gets_colour(broken: Path) -> None:
    assert f"{ESCAPE}1;31merror[SW109]{ESCAPE}0m" in in_terminal(broken)


def test_no_color_is_respected(broken: Path) -> None:
    assert ESCAPE not in in_terminal(broken, NO_COLOR="1")
    assert ESCAPE in in_terminal(broken, NO_COLOR="")  # no-color.org: "when not an empty string"


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_pipe_gets_none(broken: Path) -> None:
    done = run(broken, "generate")
    assert done.returncode == 1
    assert "error[SW109]" in done.stderr
    assert ESCAPE not in done.stderr + done.stdout


@pytest.mark.parametrize("how", FORMATS)
def test_a_pipe_that_takes_ascii_only_breaks_nothing(broken: Path, how: str) -> None:
    file = broken / "specs" / "churn.yaml"
    file.write_text(file.read_text("utf-8").replace("Dai", "日"), "utf-8")
    done = run(broken, "generate", "--format", how, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "65e5" in done.stderr + done.stdout


# for machines -------------------------------------------------------------------------------------


def test_json_holds_everything(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", "--format", "json"]) == 1
    given = capsys.readouterr()
    assert json.loads(given.out) == {
        "diagnostics": [
            {
                "code": "SW109",
                "severity": "error",
                "message": "expected one of Minute, Hour, Day, Week, Month, found 'Dai'",
                "hint": "did you mean 'Day'?",
                "place": {
                    "file": "specs/churn.yaml",
                    "line": 47,
                    "column": 18,
                    "end_column": 21,
                    "pointer": "",
                },
                "related": [],
            }
        ]
    }
    assert given.err == "1 error in 1 of 2 files. Nothing was written.\n"


def test_json_holds_related_places() -> None:
    place = Place(FILE, 1, 2, 3)
    told = Diagnostic(Code.UNUSED, "m", Place(FILE), "h", (("there", place),), "note")
    (data,) = json.loads(printed([told], "json", {}))["diagnostics"]
    assert data["severity"] == "note"
    assert data["related"] == [
        {
            "message": "there",
            "file": "specs/a.yaml",
            "line": 1,
            "column": 2,
            "end_column": 3,
            "pointer": "",
        }
    ]


def test_json_holds_a_cause() -> None:
    (data,) = json.loads(printed([CAUSED], "json", {}))["diagnostics"]
    assert data["cause"] == "edited by hand"


@pytest.mark.parametrize("command", ["generate", "check"])
def test_standard_output_is_json_and_nothing_else_when_all_is_well(
    good: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["generate"]) == 0
    capsys.readouterr()
    assert main([command, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"diagnostics": []}


def test_standard_output_is_json_when_a_command_could_not(
    good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--specs", "nowhere", "--format", "json"]) == 2
    (data,) = json.loads(capsys.readouterr().out)["diagnostics"]
    assert data["code"] == "SW003"


COMMAND = re.compile(r"::(\w+) ([^\n:]*)::([^\n]*)")
WORKFLOW_ESCAPES = {"%25": "%", "%0D": "\r", "%0A": "\n"}
PROPERTY_ESCAPES = {**WORKFLOW_ESCAPES, "%3A": ":", "%2C": ","}


def unescaped(value: str, escapes: dict[str, str]) -> str:
    """As the runner of GitHub Actions reads a workflow command (ActionCommand.cs)."""
    return re.sub("%[0-9A-F]{2}", lambda found: escapes.get(found[0], found[0]), value)


def commands(output: str) -> list[tuple[str, dict[str, str], str]]:
    found = []
    for line in output.split("\n")[:-1]:
        match = COMMAND.fullmatch(line)
        assert match, line
        settings = dict(each.split("=", 1) for each in match[2].split(","))
        found.append(
            (
                match[1],
                {name: unescaped(value, PROPERTY_ESCAPES) for name, value in settings.items()},
                unescaped(match[3], WORKFLOW_ESCAPES),
            )
        )
    return found


def test_github_gets_annotations(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["generate", "--format", "github"]) == 1
    assert commands(capsys.readouterr().out) == [
        (
            "error",
            {
                "file": "specs/churn.yaml",
                "title": "SW109",
                "line": "47",
                "col": "18",
                "endColumn": "21",
            },
            "expected one of Minute, Hour, Day, Week, Month, found 'Dai'\ndid you mean 'Day'?",
        )
    ]


def test_github_calls_a_note_a_notice_and_names_the_pointer() -> None:
    place = Place(PurePosixPath("a.json"), pointer="/a")
    related = (("there", Place(FILE, 1, 2, 3)),)
    told = Diagnostic(Code.UNUSED, "m", place, "", related, "note")
    assert commands(printed([told], "github", {})) == [
        (
            "notice",
            {"file": "a.json", "title": "SW212"},
            "m\n/a\nthere: specs/a.yaml:1:2",
        )
    ]


def test_github_tells_a_cause() -> None:
    ((_, _, told),) = commands(printed([CAUSED], "github", {}))
    lines = ["old", "cause: edited by hand", "next: scorewright generate"]
    assert told.split("\n")[:-1] == lines


@settings(deadline=None, derandomize=True)
@given(message=st.text("ab%:,=\r\n é日"), name=st.text("ab%:,=\r\n é日", min_size=1))
def test_github_reads_any_text_back(message: str, name: str) -> None:
    told = Diagnostic(Code.UNUSED, f"m{message}", Place(PurePosixPath(name), 1, 1, 2))
    ((_, properties, text),) = commands(printed([told], "github", {}))
    assert text == f"m{message}"
    assert properties["file"] == str(PurePosixPath(name))


# exit codes ---------------------------------------------------------------------------------------


def test_exit_codes(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 1  # nothing is generated yet
    assert main(["generate"]) == 0
    assert main(["check"]) == 0
    assert main(["generate", "--specs", "nowhere"]) == 2
    capsys.readouterr()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["compile"],
        ["generate", "specs"],
        ["generate", "--fromat", "json"],
        ["check", "--format", "xml"],
        ["schema", "trigger"],
    ],
    ids=" ".join,
)
def test_a_bad_command_line_gives_2(
    arguments: list[str], good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    given = capsys.readouterr()
    assert given.out == ""
    assert given.err.startswith("usage: scorewright")


def test_an_unusual_folder_is_named_as_it_is(
    good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = "spécs, 100%: ok"
    (good / "specs").rename(good / folder)
    (good / folder / "churn.yaml").write_text("version: 1\n", "utf-8")
    assert main(["generate", "--specs", folder, "--format", "github"]) == 1
    assert {each[1]["file"] for each in commands(capsys.readouterr().out)} == {
        f"{folder}/churn.yaml"
    }
