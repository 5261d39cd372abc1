"""A project on disk, with all that its user did to it, and what must hold of it at every moment."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.workspace.artifacts import Artifact, Owner
from tests.model import causes
from tests.model.commands import Told, run
from tests.model.edits import Mark
from tests.model.jobs import Job, Project, first_jobs
from tests.model.killing import run_until
from tests.model.product import Product
from tests.model.record import PROJECT, Record, after, moves, renames
from tests.model.verdicts import (
    CONFLICT,
    IN_THE_WAY,
    KEPT,
    MARKERS,
    NOTHING,
    OF_FILES,
    OUT_OF_DATE,
    STOPS,
    Facts,
    verdicts,
)

LOCK = ".scorewright/"
_BOM = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Knowledge:
    """What the model knows. A branch has its own.

    Attributes:
        jobs: the specs as they stand.
        project: the project file.
        marks: all that the user wrote into generated files.
        own: the user's own files, byte for byte.
        noisy: generated files that editors have saved anew.
        mixed: files that git has put together of two, at any time.
        record: what was generated last.
    """

    jobs: dict[str, Job] = field(default_factory=first_jobs)
    project: Project = field(default_factory=Project)
    marks: set[Mark] = field(default_factory=set)
    own: dict[str, bytes] = field(default_factory=dict)
    noisy: set[str] = field(default_factory=set)
    mixed: set[str] = field(default_factory=set)
    record: Record = field(default_factory=Record)

    def copy(self) -> "Knowledge":
        """Knowledge that goes its own way from here on."""
        record = Record(dict(self.record.shares), self.record.merged)
        return replace(
            self,
            jobs=dict(self.jobs),
            marks=set(self.marks),
            own=dict(self.own),
            noisy=set(self.noisy),
            mixed=set(self.mixed),
            record=record,
        )

    @property
    def specs(self) -> dict[str, str]:
        """The text of every spec, by the name of its file."""
        texts = {f"{name}.yaml": job.text() for name, job in self.jobs.items()}
        return {PROJECT: self.project.text(), **texts}

    def inputs(self) -> dict[str, dict[str, str]]:
        """The specs that each job is made of."""
        specs = self.specs
        own = {name: [PROJECT, f"{name}.yaml"] for name in self.jobs}
        return {name: {file: specs[file] for file in files} for name, files in own.items()} | {
            "": {PROJECT: specs[PROJECT]}
        }


class World:
    """A project in the current folder. Whatever happens in it, `look` proves that all is right."""

    def __init__(self, product: Product, known: Knowledge | None = None) -> None:
        self.product = product
        self.known = known or Knowledge()
        self.tokens = 0
        self.told: tuple[Told, ...] = ()
        self.write_specs()

    # What is on disk.

    def data(self) -> dict[str, bytes]:
        """Every file of the output folder."""
        return {path: Path("output", path).read_bytes() for path in _files()}

    def disk(self) -> dict[str, str]:
        """The text of every file but those of the lock."""
        found = self.data()
        return {path: text_of(found[path]) for path in found if not path.startswith(LOCK)}

    def write_specs(self) -> None:
        """Write all specs, and remove the others."""
        folder = Path("specs")
        folder.mkdir(exist_ok=True)
        texts = self.known.specs
        for file in folder.iterdir():
            if file.name not in texts:
                file.unlink()
        for name, text in texts.items():
            if not (folder / name).exists() or (folder / name).read_text("utf-8") != text:
                (folder / name).write_text(text, "utf-8")

    # What is known.

    @property
    def artifacts(self) -> dict[str, Artifact]:
        """What the specs compile to."""
        return self.product.artifacts(self.known.specs)

    def facts(self) -> Facts:
        """All that has a say in what is to happen."""
        known, artifacts = self.known, self.artifacts
        former = {name: job.was for name, job in known.jobs.items() if job.was}
        texts = {name: job.text() for name, job in known.jobs.items()}
        where = moves(known.record, renames(known.record, texts, former), artifacts)
        return Facts(
            artifacts=artifacts,
            disk=self.disk(),
            record=known.record,
            moved=where,
            marks=frozenset(known.marks),
            own=frozenset(known.own),
            noisy=frozenset(known.noisy),
            mixed=frozenset(known.mixed),
            bases=known.record.files,
        )

    def forget_what_the_user_undid(self) -> None:
        """After something that the user did: what they wrote themselves they may also drop."""
        self.known.marks -= self.hidden_marks()

    def hidden_marks(self) -> set[Mark]:
        """Marks that are not where they were written, as the user dropped them or a run died."""
        disk = self.disk()
        return {mark for mark in self.known.marks if mark.token not in disk.get(mark.path, "")}

    # What must hold.

    def look(self) -> None:
        """Check, and judge all that it tells."""
        before = self.data()
        done = run("check", "--format", "json")
        assert self.data() == before, "check has written something"
        self.told = tuple(done.told)
        self.product.seen.update(each.code for each in self.told)
        self.product.seen.update(kind for each in self.told for kind in causes.kinds(each.cause))
        self.nothing_is_lost()
        errors = [each for each in self.told if each.severity == "error"]
        assert done.code == (1 if errors else 0), done
        self.the_verdicts_are_right()

    def nothing_is_lost(self) -> None:
        """All that the user wrote is there."""
        data = self.data()
        for mark in self.known.marks:
            assert mark.token.encode() in data.get(mark.path, b""), f"lost: {mark}"
        for path, own in self.known.own.items():
            assert data.get(path) == own, f"not ours, and changed: {path}"

    def the_verdicts_are_right(self) -> None:
        """Of each file the right thing is told, with the right cause."""
        facts = self.facts()
        expected = verdicts(facts)
        told = self._told_of_files()
        for path, codes in expected.items():
            said = {each.code for each in told.get(path, ()) if each.code in OF_FILES} or {NOTHING}
            assert said <= codes, f"{path}: told {said}, not one of {set(codes)}"
        self._of_no_other_file(expected, told)
        self._contracts(facts)
        causes.judge(facts, self.known, self.product.version, self.told)

    def _told_of_files(self) -> dict[str, list[Told]]:
        """What was told of each file; what stands where a folder should be is in the way of all."""
        told: dict[str, list[Told]] = {}
        for each in self.told:
            below = [path for path in self.artifacts if path.startswith(f"{each.path}/")]
            for path in below if below and each.code == IN_THE_WAY else [each.path]:
                told.setdefault(path, []).append(each)
        return told

    def _of_no_other_file(
        self, expected: Mapping[str, frozenset[str]], told: Mapping[str, list[Told]]
    ) -> None:
        others = told.keys() - expected.keys()
        if not others:
            return
        changed = {LOCK + (job or "_project") + ".json" for job in self.jobs_to_be_recorded()}
        for path in others:
            all_of_it = told[path]
            codes = {each.code for each in all_of_it}
            if path in changed and codes <= {OUT_OF_DATE, "SW009"}:
                continue
            assert not codes & OF_FILES, f"nobody knows why {all_of_it} is told"

    def _contracts(self, facts: Facts) -> None:
        """A contract is broken if the user broke it, and else nobody does."""
        codes = {each.code for each in self.told}
        broken = codes - OF_FILES - {"SW009"}
        if not (codes & STOPS or self.known.mixed):
            read = {facts.moves(path) or path for path in facts.artifacts}
            breaking = any(mark.breaks and mark.path in read for mark in self.known.marks)
            assert bool(broken) == breaking, self.told

    def jobs_to_be_recorded(self) -> set[str]:
        """The jobs whose share of the lock is not as it will be."""
        now, then = self.known.record, self.next_record()
        return {
            job
            for job in now.shares.keys() | then.shares.keys()
            if now.shares.get(job) is not then.shares.get(job)
        }

    def next_record(self) -> Record:
        """What will have been generated, if it is now."""
        facts = self.facts()
        return after(
            self.known.record,
            facts.artifacts,
            self.known.inputs(),
            self.product.version,
            theirs={path for path in facts.artifacts if _is_theirs(facts, path)},
            kept={each.path for each in self.told if each.code == KEPT},
        )

    # Commands.

    def generate(self, policy: str = "stop", until: int | None = None) -> bool:
        """Generate, with all that must hold before and after.

        Args:
            policy: what to do about conflicts.
            until: after how many files that it moved the run dies.

        Returns:
            Whether it came to its end.
        """
        self.diff_agrees()
        facts, record = self.facts(), self.next_record()
        before, times = self.data(), _times()
        done = run_until(until, "generate", f"--conflict={policy}")
        if done is None:
            return False
        if any(each.code == CONFLICT for each in self.told):
            self.product.seen[f"conflict {policy}"] += 1
        if self.is_refused(policy, facts):
            assert done.code == 1, done
            assert self.data() == before, "a run that was refused has written something"
            assert _times() == times
            assert "Nothing was written." in done.out, done
            return True
        self.is_generated(policy, facts)
        self.known.record = record
        self.look()
        is_marked = any(each.code == MARKERS for each in self.told)
        assert done.code == (1 if is_marked or _broken(self.told) else 0), done
        assert not {each.code for each in self.told} & {OUT_OF_DATE, CONFLICT, IN_THE_WAY}
        self.nothing_is_left_to_do()
        return True

    def is_refused(self, policy: str, facts: Facts) -> bool:
        """Whether files are in the way that this policy does nothing about."""
        stops = {each.path: each.code for each in self.told if each.code in STOPS}
        if policy == "stop":
            return bool(stops)
        return any(code != CONFLICT for code in stops.values()) or (
            policy != "theirs"
            and any(facts.artifacts[path].owner is Owner.DERIVED for path in stops)
        )

    def is_generated(self, policy: str, facts: Facts) -> None:
        """Move what has moved in the model too; drop what the user asked to be dropped."""
        gone = {was: path for path in facts.artifacts if (was := facts.moves(path))}
        self.known.marks = {
            replace(mark, path=gone.get(mark.path, mark.path)) for mark in self.known.marks
        }
        for paths in (self.known.noisy, self.known.mixed):
            paths |= {gone[path] for path in paths if path in gone}
        if policy == "theirs":
            whole = {
                each.path
                for each in self.told
                if each.code == CONFLICT and not each.message.startswith("the file was edited")
            }
            asked = {each.path for each in self.told if each.code == CONFLICT}
            disk = self.disk()
            self.known.marks = {
                mark
                for mark in self.known.marks
                if mark.token in disk.get(mark.path, "")
                or mark.path not in asked
                or (mark.firm and mark.path not in whole)
            }
        disk = self.disk()
        for path, artifact in facts.artifacts.items():
            if artifact.owner is Owner.DERIVED:
                assert disk[path] == artifact.text, f"{path} is not what the documents wish"

    def diff_agrees(self) -> None:
        """`diff` finds something if `generate` would not leave all as it is, and writes nothing."""
        before = self.data()
        done = run("diff")
        assert self.data() == before, "diff has written something"
        written = {OUT_OF_DATE, *STOPS}
        assert done.code == (1 if any(each.code in written for each in self.told) else 0), done

    def nothing_is_left_to_do(self) -> None:
        """A second run touches nothing."""
        if any(each.code == MARKERS for each in self.told):
            return
        before = _times()
        done = run("generate")
        assert _times() == before, "a second run has touched something"
        assert "nothing changed" in done.out, done


def text_of(data: bytes) -> str:
    """The text of a file, whatever an editor made of its bytes."""
    text = data.removeprefix(_BOM).decode("utf-8", "surrogateescape")
    return text.replace("\r\n", "\n")


def _is_theirs(facts: Facts, path: str) -> bool:
    """Whether a scaffold was there before it was ever generated."""
    artifact, base = facts.artifacts[path], facts.base(path)
    if artifact.owner is not Owner.SCAFFOLD:
        return False
    if base is not None:
        return not base.texts
    return path in facts.disk and facts.disk[path] != artifact.text


def _broken(told: tuple[Told, ...]) -> bool:
    return any(each.code not in OF_FILES and each.severity == "error" for each in told)


def _files() -> Iterator[str]:
    for folder, _, names in os.walk("output"):
        for name in names:
            yield f"{folder}/{name}".removeprefix("output/")


def _times() -> dict[str, int]:
    return {path: os.lstat(f"output/{path}").st_mtime_ns for path in _files()}
