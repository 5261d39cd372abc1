"""Runs a generated script with the real SDK, which is led to a server on this machine.

As a program, it runs one script after another, as lines of JSON tell: an SDK takes long to import.
"""

import io
import json
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import cache, partial
from importlib.util import module_from_spec, spec_from_file_location
from types import ModuleType
from typing import Any, NamedTuple


class Token(NamedTuple):
    token: str
    expires_on: int


class Done(NamedTuple):
    code: int
    out: str
    err: str


class Credential:
    """Stands for DefaultAzureCredential. Without a token it fails as that does."""

    def __init__(self, token: str) -> None:
        self.token = token

    def get_token(self, *_: str, **__: object) -> Token:
        if not self.token:
            from azure.core.exceptions import ClientAuthenticationError

            raise ClientAuthenticationError("DefaultAzureCredential failed.\nAttempted: all")
        return Token(self.token, 9_999_999_999)


@cache
def load(script: str) -> ModuleType:
    spec = spec_from_file_location(f"deploying_{abs(hash(script))}", script)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lead(module: ModuleType, url: str, certificate: str, token: str) -> None:
    """Have a script's clients ask the server at an address, and ask again at once."""
    here: dict[str, Any] = {"connection_verify": certificate, "polling_interval": 0}
    vars(module)["DefaultAzureCredential"] = lambda: Credential(token)
    if "DataFactoryManagementClient" in vars(module):
        from azure.mgmt.datafactory import DataFactoryManagementClient

        client: Any = partial(DataFactoryManagementClient, base_url=url, **here)
        vars(module)["DataFactoryManagementClient"] = client
    else:
        from azure.synapse.artifacts import ArtifactsClient

        def led(credential: Credential, endpoint: str) -> ArtifactsClient:
            assert endpoint.endswith(".dev.azuresynapse.net")
            return ArtifactsClient(credential, url, **here)

        vars(module)["ArtifactsClient"] = led


def run(script: str, arguments: Sequence[str], url: str, certificate: str, token: str) -> Done:
    module = load(script)
    lead(module, url, certificate, token)
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            code = module.main(arguments)
        except SystemExit as exit_:
            code = exit_.code
    return Done(code, out.getvalue(), err.getvalue())


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(run(**json.loads(line))), flush=True)
