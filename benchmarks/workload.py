"""Specs for a benchmark: as many distinct jobs as one likes, made from a few real shapes.

The same number gives the same job, whatever else is made. The jobs differ in names, texts, paths,
numbers, in how many parameters and triggers they have, and in the SDK.
"""

import random
from pathlib import Path
from string import Template

_JOBS = Path(__file__).with_name("jobs")
_SHAPES = ("nightly", "upload", "weekly")
_IN_ONE_FACTORY = 60
"""Jobs of the Data Factory; the others are Synapse's.

One template of a factory has 256 parameters at most, and each job needs up to three of its own.
"""
_AREAS = ("credit", "sales", "risk", "marketing", "service", "logistics", "claims", "fraud")
_THINGS = (
    "applications",
    "orders",
    "texts",
    "transactions",
    "customers",
    "claims",
    "shipments",
    "visits",
    "invoices",
    "messages",
    "payments",
    "returns",
)
_VERBS = ("Score", "Rank", "Rate", "Check", "Judge", "Order")
_WHY = (
    "every morning",
    "for the risk of default",
    "so that the desk calls the right ones first",
    "as soon as they are there",
    "for the weekly report of the board, which reads nothing but the first ten rows of it",
    "before the shops open",
)
_NUMBERS = ("threshold", "lowest", "share", "decay", "margin_of_error")
_INTEGERS = ("horizon", "limit", "rounds", "seed", "weeks_ahead")
_ABOUT = (
    "Flag one from here on.",
    "How far the model looks ahead.",
    "Whatever is below this is left out of the table, as nobody would read it.",
    "Used by the model alone.",
    "",
)


def write(folder: Path, jobs: int) -> None:
    """Write a project of some jobs into a folder that is not there yet."""
    folder.mkdir(parents=True)
    project = (_JOBS / "project.yaml").read_text(encoding="utf-8")
    (folder / "project.yaml").write_text(project, encoding="utf-8")
    for number in range(jobs):
        name, text = job(number)
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")


def job(number: int) -> tuple[str, str]:
    """The name and the spec of one job."""
    chance = random.Random(number)  # noqa: S311 - nothing secret
    shape = _SHAPES[number % len(_SHAPES)]
    area, things = chance.choice(_AREAS), chance.choice(_THINGS)
    own, arguments = _parameters(chance)
    name = f"{area}_{things}_{number:05}"
    values: dict[str, object] = {
        "name": name,
        "description": f"{chance.choice(_VERBS)} the {things} of {area} {chance.choice(_WHY)}.",
        "model": f"{area.replace('_', '-')}-{number}",
        "version": chance.randint(1, 40),
        "things": things,
        "scores": f"The scores of the {things}, {chance.choice(_WHY)}.",
        "folder": f"{area}/{number}",
        "area": area,
        "parameters": own,
        "arguments": ", ".join(arguments),
        "batch": chance.randint(1, 50),
        "nodes": chance.randint(1, 8),
        "processes": chance.randint(1, 4),
        "hours": chance.randint(1, 12),
        "delay": chance.randint(1, 9),
        "service": "data_factory" if number < _IN_ONE_FACTORY else "synapse",
        "body": "triggerBody()" if number < _IN_ONE_FACTORY else "trigger().outputs.body",
        "triggers": _schedules(chance),
        "sdk": "v1" if shape == "upload" or chance.random() < 0.5 else "v2",
    }
    template = Template((_JOBS / f"{shape}.yaml").read_text(encoding="utf-8"))
    return name, template.substitute(values)


def _parameters(chance: random.Random) -> tuple[str, list[str]]:
    """Parameters of a job as YAML, and their names."""
    lines: list[str] = []
    names = chance.sample(_NUMBERS, chance.randint(0, 2))
    for name in names:
        low = chance.randint(0, 1)
        lines += [
            f"  {name}:",
            "    type: number",
            f"    minimum: {low}",
            f"    maximum: {low + 1}",
        ]
        lines += [f"    default: {low + chance.randint(1, 9) / 10}", *_about(chance)]
    for name in chance.sample(_INTEGERS, chance.randint(0, 2)):
        lines += [f"  {name}:", "    type: integer", f"    default: {chance.randint(1, 99)}"]
        lines += _about(chance)
        names.append(name)
    return "\n".join([*lines, ""]), names


def _about(chance: random.Random) -> list[str]:
    text = chance.choice(_ABOUT)
    return [f"    description: {text}"] if text else []


def _schedules(chance: random.Random) -> str:
    lines: list[str] = []
    for name in ("daily", "noon", "evening", "late")[: chance.randint(3, 4)]:
        start = f"      start: 2026-01-01T{chance.randint(0, 23):02}:00:00"
        lines += [f"    {name}:", "      type: schedule", "      frequency: Day"]
        at = "trigger().scheduledTime"
        if chance.random() < 0.5:
            zone = "W. Europe Standard Time"
            at = f"convertFromUtc({at}, '{zone}')"
            lines += [start, f"      time_zone: {zone}"]
        else:
            lines += [f"{start}Z"]
        lines += ["      parameters:", f"        run_date: \"@formatDateTime({at}, 'yyyy-MM-dd')\""]
    return "\n".join(lines)
