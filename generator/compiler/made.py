"""By what artifacts are made: what changes when Scorewright, a template or black does."""

from pathlib import Path

from generator import product
from generator.workspace.lock import Made


def made_by(templates: Path | None = None) -> Made:
    """This version of everything that has a say in what artifacts look like."""
    folder = templates or product.templates_folder()
    return Made(product.version(), product.BLACK, product.digest(folder, ".j2"))
