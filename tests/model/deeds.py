"""What a user does, and what befalls them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from generator.merge.markers import has_markers
from generator.workspace.artifacts import Owner
from tests.model.commands import run
from tests.model.edits import BYTES, DESCRIBED, Mark, edits_of, noise, without_last_newline
from tests.model.jobs import NAMES, Job
from tests.model.world import World, text_of

T = TypeVar("T")
Deed = Callable[[World, int, int], None]


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a user does: what, to which of all things, and how."""

    what: str
    number: int
    how: int

    def do(self, world: World) -> None:
        """Do it; it counts if it has done anything."""
        before = world.data(), world.known.specs
        DEEDS[self.what](world, self.number, self.how)
        world.product.seen[self.what] += before != (world.data(), world.known.specs)


OWN = (
    "aml/gamma/score.py",
    "aml/omega/score.py",
    "aml/gamma/pipeline.py",
    "aml/omega/environment.yml",
    "aml/gamma",
    "aml/alpha/helper.py",
    "factory/pipeline/gamma.json",
    "factory/pipeline/omega.json",
    "factory/trigger/alpha_daily.json",
    "factory/trigger/theirs.json",
    "synapse/pipeline/omega.json",
)
"""Where users put files of their own; some of these places are wanted later."""


def pick(things: Sequence[T], number: int) -> T | None:
    """One of some things, if there are any."""
    return things[number % len(things)] if things else None


# What happens to specs.


def change_spec(world: World, number: int, what: int) -> None:
    """Change one thing in the project or in a job."""
    known = world.known
    if what % 10 == 9:
        region = "northeurope" if known.project.region == "westeurope" else "westeurope"
        known.project = (
            replace(known.project, region=region)
            if number % 2
            else replace(known.project, words=f"shared {number % 3}")
        )
    elif name := pick(sorted(known.jobs), number):
        known.jobs[name] = _changed(known.jobs[name], what % 10, number)
    world.write_specs()


def _changed(job: Job, what: int, number: int) -> Job:
    few = number % 3
    changes = (
        replace(job, words=f"words {few}"),
        replace(job, level=few),
        replace(job, mode=not job.mode),
        replace(job, hour=None if job.hour else 1 + few),
        replace(job, hour=1 + few),
        replace(job, packages=f"pandas=={few}, numpy"),
        replace(job, packages="numpy" if "pandas" in job.packages else "pandas"),
        replace(job, compute="gpu" if job.compute == "cpu" else "cpu"),
        replace(job, remark=few),
    )
    return changes[what]


def add_job(world: World, number: int, _: int) -> None:
    """Write a spec with a name that none has."""
    free = _free(world)
    if name := pick(free, number):
        service = ("data_factory", "synapse")[number // 2 % 2]
        sdk = ("v1", "v2")[number // 4 % 2]
        world.known.jobs[name] = Job(name, sdk, service)
        world.write_specs()


def _free(world: World) -> Sequence[str]:
    """Names that no job has, and that none says it had."""
    jobs = world.known.jobs
    return [name for name in NAMES if name not in {*jobs, *(job.was for job in jobs.values())}]


def remove_job(world: World, number: int, _: int) -> None:
    """Remove a spec, if it is not the last."""
    if len(world.known.jobs) > 1:
        del world.known.jobs[sorted(world.known.jobs)[number % len(world.known.jobs)]]
        world.write_specs()


def rename_job(world: World, number: int, how: int) -> None:
    """Give a spec another name, which it may say: the one under which it was generated."""
    jobs = world.known.jobs
    was, name = pick(sorted(jobs), number), pick(_free(world), number)
    if was and name:
        job = jobs.pop(was)
        former = was if was in world.known.record.shares else job.was
        jobs[name] = replace(job, name=name, was=former if how % 2 else "")
        world.write_specs()


# What happens to files.


def _write(path: str, data: bytes) -> None:
    file = Path("output", path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _theirs(world: World) -> list[str]:
    """Files that the model edits: those that were or are generated, without conflict markers."""
    disk = world.disk()
    known = {*world.known.record.files, *world.artifacts} - world.known.own.keys()
    return sorted(path for path in disk if path in known and not has_markers(disk[path]))


def edit(world: World, number: int, how: int) -> None:
    """Edit a file by hand."""
    path = pick(_theirs(world), number)
    if path is None:
        return
    owner = (world.artifacts.get(path) or world.known.record.files[path]).owner
    way = pick(edits_of(path, scaffold=owner is Owner.SCAFFOLD), how)
    assert way is not None
    data = Path("output", path).read_bytes()
    text = way.make(text_of(data), world.tokens)
    if text is None:
        return
    _write(path, text.encode())
    world.known.marks.add(Mark(path, way.token(world.tokens), way.firm, way.breaks))
    world.tokens += 1
    world.forget_what_the_user_undid()


def clash(world: World, number: int, _: int) -> None:
    """Describe a pipeline in its document, and in the spec too."""
    job = world.known.jobs[sorted(world.known.jobs)[number % len(world.known.jobs)]]
    folder = "synapse" if job.service == "synapse" else "factory"
    path = f"{folder}/pipeline/{job.name}.json"
    if path in _theirs(world):
        edit(world, _theirs(world).index(path), DESCRIBED)
        change_spec(world, number, 0)


def save_with_noise(world: World, number: int, how: int) -> None:
    """Save a file with an editor, or in the Studio, which changes what means nothing."""
    path = pick(_theirs(world), number)
    if path is None:
        return
    file = Path("output", path)
    world.known.noisy.add(path)
    is_document = path.startswith(("factory/", "synapse/")) and path.count("/") > 1
    if how % 3 == 2 and is_document:
        file.write_text(noise(text_of(file.read_bytes()), how), "utf-8")
    elif how % 3 == 2:
        if not path.startswith("arm/"):
            file.write_bytes(without_last_newline(file.read_bytes()))
    else:
        file.write_bytes(BYTES[how % 3](file.read_bytes()))


def delete(world: World, number: int, _: int) -> None:
    """Delete a file that was generated."""
    if path := pick(_theirs(world), number):
        Path("output", path).unlink()
        world.forget_what_the_user_undid()


def delete_scaffold(world: World, number: int, _: int) -> None:
    """Delete a scaffold, be it generated or their own."""
    scaffolds = [path for path in world.disk() if path.endswith("/score.py")]
    if path := pick(sorted(scaffolds), number):
        Path("output", path).unlink()
        world.known.own.pop(path, None)
        world.forget_what_the_user_undid()


def put_own_file(world: World, number: int, _: int) -> None:
    """Put a file of their own into the folder, where nothing stands and nothing was generated."""
    path = pick(OWN, number)
    assert path is not None
    if path in world.known.record.files or Path("output", path).exists():
        return
    try:
        _write(path, _own(path, world.tokens))
    except (FileExistsError, NotADirectoryError):
        return
    world.known.own[path] = _own(path, world.tokens)
    world.tokens += 1


def _own(path: str, number: int) -> bytes:
    if path.endswith(".json"):
        return f'{{"name": "own", "properties": {{"description": "own_{number:04}"}}}}'.encode()
    return f"# own_{number:04}\r\n".encode()


def take_own_file_away(world: World, number: int, _: int) -> None:
    """Move it away again."""
    if path := pick(sorted(world.known.own), number):
        Path("output", path).unlink()
        del world.known.own[path]


def resolve(world: World, number: int, how: int) -> None:
    """Keep one side of every conflict that is marked in a file."""
    for path, text in world.disk().items():
        if has_markers(text) and path not in world.known.own:
            _write(path, _side(text, how % 2).encode())
    world.forget_what_the_user_undid()


def _side(text: str, side: int) -> str:
    lines, part = [], 2
    for line in text.split("\n"):
        if line.startswith("<<<<<<< "):
            part = 0
        elif line == "=======" and part == 0:
            part = 1
        elif line.startswith(">>>>>>> "):
            part = 2
        elif part in (2, side):
            lines.append(line)
    return "\n".join(lines)


# Commands that undo something, and runs that die.


def restore(world: World, number: int, _: int) -> None:
    """Bring a file back as it was generated."""
    files = world.known.record.files
    path = pick(sorted(files), number)
    if path is None:
        return
    if Path("output/.scorewright/.run").exists():
        run("check")  # what a killed run left is taken back first
    before = world.data()
    done = run("restore", f"output/{path}")
    if files[path].texts and done.code == 0:
        assert world.disk()[path] in files[path].texts
        before[path] = world.data()[path]
    else:
        assert done.code == 2, done
    assert world.data() == before, "more than the file was restored"
    world.forget_what_the_user_undid()


def be_killed(world: World, call: int, act: Act | None) -> None:
    """Run `generate`, and die in the middle; then perhaps do something, and see what is left."""
    before = world.data()
    if world.generate(until=call):
        return
    world.product.seen["killed"] += 1
    if act is None:
        run("check")
        assert world.data() == before, "the old state is not back"
        return
    hidden = world.hidden_marks()
    act.do(world)
    everything = b"".join(world.data().values())
    world.known.marks |= {mark for mark in hidden if mark.token.encode() in everything}
    run("check")


DEEDS: Mapping[str, Deed] = {
    "change spec": change_spec,
    "add job": add_job,
    "remove job": remove_job,
    "rename job": rename_job,
    "edit": edit,
    "clash": clash,
    "noise": save_with_noise,
    "delete": delete,
    "delete scaffold": delete_scaffold,
    "own file": put_own_file,
    "no own file": take_own_file_away,
    "resolve": resolve,
    "restore": restore,
}
OFTEN = [*DEEDS, "edit", "edit", "edit", "change spec", "change spec"]
"""What a user does, the usual things more than once."""
