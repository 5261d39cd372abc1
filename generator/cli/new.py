"""scorewright new: make a repository for scoring jobs."""

import argparse
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path, PurePosixPath

from generator.cli import COULD_NOT, FINE, FOUND
from generator.cli.report import NOTHING, counted, report
from generator.diagnostics import Code, Diagnostic, Place
from generator.scaffold.project import cookies
from generator.scaffold.project.asking import COMMAND_LINE, Asking, Given, RefusedError
from generator.scaffold.project.make import Made, make
from generator.scaffold.project.placing import check_target
from generator.scaffold.project.rules import Answers
from generator.scaffold.project.template import Template, own_template
from generator.workspace.files import FileFault


def run(arguments: argparse.Namespace) -> int:
    """Ask, make the project, say what to do next."""
    try:
        with ExitStack() as left:
            print(_told(*_made(arguments, left)), end="")
    except RefusedError as refused:
        report(refused.diagnostics, "text", {})
        print(NOTHING, file=sys.stderr)
        return FOUND
    except FileFault as fault:
        report([fault.diagnostic], "text", {})
        print(NOTHING, file=sys.stderr)
        return COULD_NOT
    except EOFError:
        print("\nNobody answers here: give answers as key=value, or --no-input.", file=sys.stderr)
        print(NOTHING, file=sys.stderr)
        return COULD_NOT
    return FINE


def _made(arguments: argparse.Namespace, left: ExitStack) -> tuple[Made, Answers]:
    target, words = _words(arguments)
    if target:
        check_target(target, keep=arguments.keep_existing)
    habits = cookies.habits()
    template = own_template()
    if arguments.template:
        template = left.enter_context(cookies.found_template(arguments.template, habits))
    given = habits.given(template)
    if arguments.replay:
        given |= cookies.replayed(template, habits)
    if target and template.question("folder"):
        words["folder"] = target.resolve().name
    given |= {key: Given(value, COMMAND_LINE) for key, value in words.items()}
    answers = _answers(template, given, ask=not (arguments.no_input or arguments.replay))
    if not target and (name := answers.get("folder")):
        target = Path(name)
        check_target(target, keep=arguments.keep_existing)
    cookies.remember(template, answers, habits)
    return make(template, answers, target, keep=arguments.keep_existing), answers


def _words(arguments: argparse.Namespace) -> tuple[Path | None, dict[str, str]]:
    """The folder, and the answers on the command line."""
    folders = [word for word in arguments.words if "=" not in word]
    pairs = (word.partition("=") for word in arguments.words if "=" in word)
    words = {key: value for key, _, value in pairs}
    if arguments.example is not None:
        words["example"] = arguments.example
    if len(folders) > 1:
        message = f"only one folder can be made, not {len(folders)}: {', '.join(folders)}"
        place = Place(PurePosixPath(COMMAND_LINE))
        hint = "an answer is key=value, without spaces"
        raise FileFault(Diagnostic(Code.NOT_TOGETHER, message, place, hint))
    return (Path(folders[0]) if folders else None), words


def _answers(template: Template, given: Mapping[str, Given], *, ask: bool) -> Answers:
    return Asking(
        template,
        given,
        cookies.renderer(template),
        cookies.prompted if ask else None,
        lambda fault: report([fault], "text", {}),
    ).answered()


# what to do next ----------------------------------------------------------------------------------


def _told(made: Made, answers: Answers) -> str:
    return "".join(f"{line}\n" for line in _lines(made, answers))


def _lines(made: Made, answers: Answers) -> Iterator[str]:
    placed, job = made.placed, answers.get("job", "")
    shown = os.path.relpath(placed.folder)
    yield f"Made {shown}: {counted(len(placed.new), 'file')}."
    if placed.kept:
        yield f"{counted(len(placed.kept), 'file')} of yours stayed as they were:"
        yield from (f"  {file}" for file in placed.kept)
    rows = {
        f"specs/{job}.yaml": "the job, declared once",
        "specs/project.yaml": "what jobs share; look at the names in Azure",
        f"output/aml/{job}/score.py": "yours: the code that scores",
        f"samples/{job}.py": "made-up data, until there are real ones",
        "README.md": "how your team works with all this",
    }
    there = {file: why for file, why in rows.items() if Path(file) in placed.new}
    width = max(map(len, there), default=0)
    yield from (f"  {file:<{width}}  {why}" for file, why in there.items())
    if made.repository:
        yield f"Note: {made.repository}."
    steps = [] if shown == "." else [f"  cd {shown}"]
    if Path("Makefile") in placed.new:
        steps += ["  make demo    # sets itself up, runs the job here on made-up data"]
        steps += ["  make test    # checks and tests all of it"]
    yield from ["Next:", *steps] if steps else []
