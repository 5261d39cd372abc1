"""The README shows what is really there."""

import argparse
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXCERPTS = re.findall(r"<!-- excerpt: (\S+) -->\n```\w*\n(.*?)```", README, re.DOTALL)


def test_there_are_excerpts() -> None:
    assert len(EXCERPTS) == README.count("<!-- excerpt:") >= 3


@pytest.mark.parametrize(("file", "excerpt"), EXCERPTS, ids=[file for file, _ in EXCERPTS])
def test_an_excerpt_stands_in_its_file(file: str, excerpt: str) -> None:
    assert excerpt in (ROOT / file).read_text(encoding="utf-8")


PAGES = [
    "docs/adding.md",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/in-step.md",
    "docs/expressions.md",
    "docs/new.md",
    "docs/running.md",
    "docs/show.md",
]


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if not target.startswith("https://"):
            assert (ROOT / target).exists(), target


def test_the_reference_is_the_languages_own() -> None:
    from generator.spec.reference import reference

    page = ROOT / "docs" / "language.md"
    assert page.read_text(encoding="utf-8") == reference(), "run: make schema"


PRINTED = {
    "check": (
        "output/factory/pipeline/loan_default.json",
        [('"run_date": {\n\t\t\t\t\t\t\t"value"', '"run_dat": {\n\t\t\t\t\t\t\t"value"')],
    ),
    "generate": (
        "specs/loan_default.yaml",
        [("[threshold]", "[threshold, scores]"), ("@formatDateTime(", "@formatDatetimes(")],
    ),
}
"""What the README shows each command print, by what was edited before."""


@pytest.mark.parametrize("command", PRINTED)
def test_commands_print_what_the_readme_shows(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from generator.cli import main

    for folder in ("specs", "output"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    name, edits = PRINTED[command]
    text = (tmp_path / name).read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main([command]) == 1
    assert f"```\n{capsys.readouterr().err.rstrip()}\n```" in README


def test_diff_prints_what_the_readme_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from generator.cli import main

    for folder in ("specs", "output"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    spec = tmp_path / "specs" / "loan_default.yaml"
    text = spec.read_text(encoding="utf-8")
    assert "    default: 0.5\n" in text
    spec.write_text(text.replace("    default: 0.5\n", "    default: 0.6\n"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["diff"]) == 1
    assert f"```\n{capsys.readouterr().out.rstrip()}\n```" in README


RUNNING = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
FACTORY = "output/factory/pipeline/loan_default.json"
RAN = {
    "a time at which nothing starts": ("2026-01-05T06:00Z", "", ""),
    "an expression": ("2026-01-05T05:00Z", "parameters.threshold)", "parameters.treshold)"),
    "both sides": ("2026-01-05T05:00Z", '"run_date": {\n', '"run_dat": {\n'),
}
"""What docs/running.md shows `run` print: when it starts, and what was edited before."""


@pytest.mark.parametrize("failure", RAN)
def test_run_prints_what_its_page_shows(
    failure: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from generator.cli import main

    at, old, new = RAN[failure]
    for folder in ("specs", "output"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    text = (tmp_path / FACTORY).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / FACTORY).write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["run", "loan_default", "--trigger", "daily", "--at", at]) == 1
    printed = capsys.readouterr()
    told = printed.err or printed.out[printed.out.index("Failed after") :]
    assert f"```\n{_timeless(told).rstrip()}\n```" in _timeless(RUNNING)


def _timeless(text: str) -> str:
    """A text without the time that a run took."""
    return re.sub(r"(Failed after) [0-9.]+ s", r"\1 0 s", text)


def test_every_command_is_named() -> None:
    for command in _commands():
        assert f"scorewright {command}" in README


def test_every_option_of_run_is_told() -> None:
    for action in _commands()["run"]._actions:
        for option in action.option_strings[-1:]:
            assert option == "--help" or f"`{option}" in RUNNING, option


def _commands() -> Mapping[str, argparse.ArgumentParser]:
    from generator.cli import COMMANDS, parser

    commands = next(each for each in parser(*COMMANDS)._actions if each.dest == "command").choices
    assert isinstance(commands, Mapping)
    return commands
