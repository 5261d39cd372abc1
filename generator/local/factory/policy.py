"""An activity's policy: how long, how often, and what is not to be shown."""

from msgspec import Struct

from generator.local.factory.activity import Activity
from generator.local.factory.resolve import Resolver

_SEVEN_DAYS = 7 * 86400.0


class Policy(Struct, frozen=True):
    """The defaults are those of page concepts-pipelines-activities, section "Activity policy".

    (Studio writes 12 hours as the timeout; where nothing is written, it is seven days.) `timeout`
    and `retry_interval` are in seconds.
    """

    timeout: float = _SEVEN_DAYS
    retry: int = 0
    retry_interval: float = 30.0
    secure_input: bool = False
    secure_output: bool = False


def read_policy(activity: Activity, resolver: Resolver) -> Policy:
    """The policy of an activity, its expressions evaluated.

    Raises:
        ActivityFailed: it cannot be evaluated, or is of no use.
    """
    node = activity.node.member("policy")
    if node is None:
        return Policy()
    retry = resolver.number(node.member("retry"), "policy.retry", 0)
    return Policy(
        resolver.duration(node.member("timeout"), "policy.timeout", _SEVEN_DAYS),
        int(retry),
        resolver.number(node.member("retryIntervalInSeconds"), "policy.retryIntervalInSeconds", 30),
        resolver.boolean(node.member("secureInput"), "policy.secureInput", default=False),
        resolver.boolean(node.member("secureOutput"), "policy.secureOutput", default=False),
    )
