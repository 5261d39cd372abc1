"""What is cookiecutter's: its configuration, its last answers, its engine.

Imported only here, and only where it is used: it takes a quarter of a second.
"""

import logging
import os
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath

from msgspec import Struct

from generator import __version__
from generator.diagnostics import Code, Diagnostic, Place
from generator.scaffold.project.asking import Given, Render
from generator.scaffold.project.template import VARIABLES, Question, Template, read_template
from generator.workspace.files import FileFault, fault


class Habits(Struct, frozen=True):
    """How a user has set cookiecutter up: ~/.cookiecutterrc, or what COOKIECUTTER_CONFIG names."""

    file: Path
    defaults: Mapping[str, object]
    templates: Path
    replays: Path
    abbreviations: Mapping[str, str]

    def given(self, template: Template) -> dict[str, Given]:
        """The defaults that are answers to a template's questions, where nobody says otherwise."""
        return {
            key: Given(value, str(self.file), final=False)
            for key, value in self.defaults.items()
            if template.question(key)
        }


def habits() -> Habits:
    """Read a user's set-up of cookiecutter; there need be none.

    Raises:
        FileFault: it is there and cannot be read.
    """
    from cookiecutter.config import get_user_config
    from cookiecutter.exceptions import ConfigDoesNotExistException, InvalidConfiguration

    home = Path("~/.cookiecutterrc").expanduser()
    file = Path(os.environ.get("COOKIECUTTER_CONFIG", home))
    try:
        found = get_user_config(str(file) if file.exists() or file != home else None)
        return Habits(
            file,
            {str(key): value for key, value in found["default_context"].items()},
            Path(found["cookiecutters_dir"]).expanduser(),
            Path(found["replay_dir"]).expanduser(),
            dict(found["abbreviations"]),
        )
    except (ConfigDoesNotExistException, InvalidConfiguration, OSError, ValueError) as error:
        raise fault(Code.UNREADABLE, f"cookiecutter's settings: {error}", file) from None
    except (AttributeError, TypeError):
        message = "cookiecutter's settings are not of the form that it wants"
        raise fault(Code.WRONG_TYPE, message, file) from None


@contextmanager
def found_template(where: str, known: Habits) -> Iterator[Template]:
    """A user's own template, by path, or by whatever else cookiecutter takes.

    Raises:
        FileFault: there is none, or it cannot be read.
    """
    from cookiecutter.exceptions import CookiecutterException, RepositoryNotFound
    from cookiecutter.hooks import run_pre_prompt_hook
    from cookiecutter.repository import determine_repo_dir
    from cookiecutter.utils import rmtree

    place = Place(PurePosixPath(where))
    with ExitStack() as left:
        try:
            with _quiet():
                folder, passing = determine_repo_dir(
                    where, dict(known.abbreviations), str(known.templates), None, no_input=True
                )
                if passing:
                    left.callback(rmtree, folder)
                # It works on a copy, which may ask something else.
                hooked = run_pre_prompt_hook(folder)
                if hooked != folder:
                    left.callback(rmtree, hooked)
        except CookiecutterException as error:
            missing = isinstance(error, RepositoryNotFound)
            why = "there is no template" if missing else f"the template cannot be read: {error}"
            hint = f"name a folder that holds a {VARIABLES}"
            raise FileFault(Diagnostic(Code.UNREADABLE, why, place, hint)) from None
        yield read_template(Path(hooked), Path(folder).resolve().name)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what cookiecutter logs from the terminal: faults are told by their exceptions."""
    log, silent = logging.getLogger("cookiecutter"), logging.NullHandler()
    log.addHandler(silent)
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        log.removeHandler(silent)


def replayed(template: Template, known: Habits) -> dict[str, Given]:
    """The answers that were given last.

    Raises:
        FileFault: there are none, or they cannot be read.
    """
    from cookiecutter.replay import get_file_name, load

    file = Path(get_file_name(known.replays, template.name))
    try:
        answers = load(str(known.replays), template.name)["cookiecutter"]
    except FileNotFoundError:
        hint = "leave out --replay; the answers are kept for the next time"
        raise fault(Code.UNREADABLE, "there are no earlier answers", file, hint) from None
    except (OSError, ValueError, TypeError) as error:
        message = f"the earlier answers cannot be read: {error}"
        raise fault(Code.UNREADABLE, message, file) from None
    if not isinstance(answers, dict):
        raise fault(Code.WRONG_TYPE, "the earlier answers are no object", file)
    # What is no question belongs to the template: there, code can be named that is imported.
    answered = {key: value for key, value in answers.items() if template.question(key)}
    return {key: Given(value, str(file)) for key, value in answered.items()}


def remember(template: Template, answers: Mapping[str, str], known: Habits) -> None:
    """Keep the answers for --replay, where cookiecutter keeps them; not if that cannot be done."""
    from cookiecutter.replay import dump

    try:
        dump(str(known.replays), template.name, {"cookiecutter": dict(answers)})
    except OSError:
        return  # a home that cannot be written to is no reason to make no project


def renderer(template: Template) -> Render:
    """What renders a template's defaults, as cookiecutter does.

    It raises FileFault for one that cannot be rendered.
    """
    from cookiecutter.prompt import render_variable
    from cookiecutter.utils import create_env_with_context
    from jinja2 import TemplateError

    environment = create_env_with_context({"cookiecutter": dict(template.fixed)})

    def render(default: str, answers: Mapping[str, str]) -> str:
        try:
            return str(render_variable(environment, default, dict(answers)))
        except TemplateError as error:
            message = f"the default {default!r} cannot be rendered: {error}"
            raise fault(Code.UNREADABLE, message, template.folder / VARIABLES) from None

    return render


def prompted(question: Question, default: str, prefix: str) -> str:
    """Ask a person at the terminal.

    Raises:
        EOFError: there is nobody who answers.
    """
    from cookiecutter.prompt import read_user_choice, read_user_variable

    prompts = {question.key: question.prompt or question.key}
    if question.choices:
        # By cookiecutter's habit, the first is the default.
        choices = sorted(question.choices, key=lambda choice: choice != default)
        return str(read_user_choice(question.key, choices, prompts, prefix))
    return str(read_user_variable(question.key, default, prompts, prefix))


def rendered(template: Template, answers: Mapping[str, str], target: Path) -> Path:
    """Render a template below a folder; gives the folder of the project.

    A user's own template may have hooks: they are run as cookiecutter runs them.

    Raises:
        FileFault: it cannot be rendered, or a hook failed.
    """
    from cookiecutter.exceptions import CookiecutterException, UndefinedVariableInTemplate
    from cookiecutter.generate import generate_files
    from jinja2 import TemplateError

    render = renderer(template)
    fixed = {
        key: render(str(value), answers) if key.startswith("__") else value
        for key, value in template.fixed.items()
    }
    context = {"cookiecutter": {**fixed, **answers, "_scorewright": __version__}}
    try:
        with _quiet():
            return Path(generate_files(str(template.folder), context, str(target)))
    except UndefinedVariableInTemplate as error:  # in whose text all answers stand
        message = f"the template cannot be rendered: {error.message}: {error.error.message}"
        raise fault(Code.UNREADABLE, message, template.folder) from None
    except (CookiecutterException, TemplateError, OSError, UnicodeError) as error:
        message = f"the template cannot be rendered: {error}"
        raise fault(Code.UNREADABLE, message, template.folder) from None
