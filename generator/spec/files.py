"""What the files of specs are called."""

PROJECT = "project"
"""The project file's name, without its ending."""


def job_of(stem: str) -> str:
    """The job of a spec, by its file's name without ending; "" is what the jobs share."""
    return "" if stem == PROJECT else stem
