"""What the names of a step's data look like."""

import re

from azureml.exceptions import UserErrorException


def valid_name(name: str, mode: str) -> str:
    """The name, if it can be one.

    Raises:
        UserErrorException: It has other characters than letters, digits and `_`, or starts with a
            digit.
    """
    if not re.fullmatch(r"[a-zA-Z_]+[a-zA-Z0-9_]*", name):
        raise UserErrorException(
            f'Invalid {mode} name "{name}". The name can only be alphanumeric characters and '
            "underscore, and must not begin with a number."
        )
    return name
