"""Templates of new projects, and what they ask: cookiecutter's own files, ours or a user's."""

import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator import product
from generator.diagnostics import Code
from generator.workspace.files import fault

VARIABLES = "cookiecutter.json"
"""The file of a template's variables."""
Prompt = str | Mapping[str, str]
"""What is shown of a question; of one with choices, what is shown of each."""


class Question(Struct, frozen=True):
    """A variable of a template that can be answered.

    `default` is a template itself: it may use the answers before it. If there are `choices`, the
    answer is one of them, and the first is the default.
    """

    key: str
    default: str
    choices: tuple[str, ...] = ()
    prompt: Prompt = ""


class Template(Struct, frozen=True):
    """A folder with a cookiecutter.json. `fixed` are its variables that nobody is asked for."""

    folder: Path
    name: str
    questions: tuple[Question, ...]
    fixed: Mapping[str, object]

    def question(self, key: str) -> Question | None:
        """The question of a key."""
        return next((each for each in self.questions if each.key == key), None)


def own_template() -> Template:
    """The template that comes with Scorewright."""
    return read_template(product.templates_folder() / "project", "scorewright")


def read_template(folder: Path, name: str = "") -> Template:
    """Read what a template asks.

    Args:
        folder: where its cookiecutter.json lies.
        name: what its last answers are kept by; by itself the folder's name, as cookiecutter does.

    Raises:
        FileFault: there is no such file, it is not JSON, or a variable is of a kind that is not
            known here.
    """
    file = folder / VARIABLES
    try:
        variables = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise fault(Code.UNREADABLE, f"there is no template: {error.strerror}", file) from None
    except ValueError as error:
        raise fault(Code.UNREADABLE, f"the file is not JSON: {error}", file) from None
    if not isinstance(variables, dict):
        raise fault(Code.WRONG_TYPE, "expected an object", file)
    prompts = variables.pop("__prompts__", {})
    asked = {key: value for key, value in variables.items() if not key.startswith("_")}
    return Template(
        folder,
        name or folder.resolve().name,
        tuple(_question(key, value, prompts.get(key, ""), file) for key, value in asked.items()),
        {key: value for key, value in variables.items() if key.startswith("_")},
    )


def _question(key: str, value: object, prompt: Prompt, file: Path) -> Question:
    if isinstance(value, str):
        return Question(key, value, (), prompt)
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return Question(key, value[0], tuple(value), prompt)
    hint = "a variable is text, or a list of texts to choose from; begin others with _"
    raise fault(Code.WRONG_TYPE, f"{key!r} cannot be asked for", file, hint)
