"""The scripts of the case with everything, real SDKs, and a service on this machine."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pytest

from generator.deploy.requirements import requirements
from generator.expression import Service
from tests.deploy import certificates, project, runner
from tests.deploy.rest import TOKEN, Azure, Server
from tests.deploy.runner import Done

ROOT = Path(__file__).parents[2]
PACKAGE = "azure-mgmt-datafactory"
(PINNED,) = [
    line.partition("==")[2]
    for line in requirements("", ["data_factory"]).splitlines()
    if line.startswith(PACKAGE)
]
Run = Callable[..., Done]


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder. Nobody changes it."""
    folder = tmp_path_factory.mktemp("project") / "output"
    project.write(folder)
    return folder


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return certificates.write(tmp_path_factory.mktemp("certificate"))


@pytest.fixture(scope="session")
def server(certificate: tuple[Path, Path]) -> Iterator[Server]:
    with Server(*map(str, certificate)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="session")
def pinned(pytestconfig: pytest.Config) -> Iterator[Run]:
    """Runs scripts with the version of the SDK that they are generated for."""
    folder = _installed(pytestconfig.cache.mkdir(PACKAGE))
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.deploy.runner"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdin is not None
    assert process.stdout is not None
    lines, answers = process.stdin, process.stdout

    def run(**given: object) -> Done:
        lines.write(f"{json.dumps(given)}\n")
        lines.flush()
        return Done(*json.loads(answers.readline()))

    yield run
    lines.close()
    process.wait()


def _installed(cache: Path) -> Path:
    """The folder of the pinned SDK, which is fetched once; skips where no index is reached."""
    folder = cache / PINNED
    if not folder.exists():
        making = cache / f"{PINNED}.{os.getpid()}"
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", making]
        done = subprocess.run([*pip, f"{PACKAGE}=={PINNED}"], capture_output=True, check=False)
        if done.returncode:
            pytest.skip(f"{PACKAGE} {PINNED} is not to be had here")
        try:
            making.rename(folder)
        except OSError:
            assert folder.exists()  # another process was faster
    return folder


@dataclass
class Side:
    """A service, and the script that deploys to it with one SDK."""

    service: Service
    script: Path
    server: Server
    certificate: Path
    runner: Run

    def run(
        self, *arguments: str, environment: str = project.PUBLISHED, token: str = TOKEN
    ) -> Done:
        return self.runner(
            script=str(self.script),
            arguments=[*arguments, "--environment", environment],
            url=self.server.url,
            certificate=str(self.certificate),
            token=token,
        )

    def starts_as(self, azure: Azure) -> Azure:
        self.server.azure = azure
        return azure

    @property
    def azure(self) -> Azure:
        return self.server.azure


SIDES = [f"data_factory {PINNED}", f"data_factory {version(PACKAGE)}", "synapse"]


@pytest.fixture(params=SIDES)
def side(
    request: pytest.FixtureRequest,
    output: Path,
    server: Server,
    certificate: tuple[Path, Path],
) -> Side:
    name, _, wanted = str(request.param).partition(" ")
    service: Service = "synapse" if name == "synapse" else "data_factory"
    run: Run = request.getfixturevalue("pinned") if wanted == PINNED else runner.run
    return Side(service, output / "deploy" / f"{name}.py", server, certificate[0], run)
