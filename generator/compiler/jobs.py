"""What has to be known of all jobs to compile a part of them."""

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import NamedTuple


class Jobs(NamedTuple):
    """The jobs that are in step: how many, and the other jobs that each names something of."""

    number: int
    related: Mapping[str, Collection[str]] = MappingProxyType({})
