"""What is installed: packages on an image, an image, or a curated environment."""

from collections.abc import Iterator

from generator.diagnostics import Code, Path
from generator.diagnostics.finding import Finding
from generator.spec.checks.context import Context
from generator.spec.language.steps import EnvironmentSpec

_NOT_CURATED = ("python", "packages", "image")


def check(context: Context) -> Iterator[Finding]:
    """Check the job's environment."""
    if context.spec.environment is not None:
        yield from check_environment(context.spec.environment, ("environment",))


def check_environment(spec: EnvironmentSpec, path: Path) -> Iterator[Finding]:
    """Check that the keys of an environment go together."""
    if spec.curated is None and spec.version is not None:
        message = "only a curated environment has a version"
        hint = "add `curated: ...`; the version of an image stands behind its name"
        yield Finding(Code.MISSING_KEY, (*path, "version"), message, hint, "key")
    for key in _NOT_CURATED:
        if spec.curated is not None and getattr(spec, key) is not None:
            message = f"a curated environment is taken as it is, and has no {key!r}"
            related = (("the curated one", (*path, "curated")),)
            where: Path = (*path, key)
            yield Finding(Code.NOT_TOGETHER, where, message, "drop one", "key", related=related)
