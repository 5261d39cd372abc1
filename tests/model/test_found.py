"""What the lives have found, each by itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.model import deeds
from tests.model.commands import Done, run
from tests.model.product import Product
from tests.model.world import World


@pytest.fixture
def world(tmp_path: Path, product: Product, monkeypatch: pytest.MonkeyPatch) -> World:
    """A project that was just generated, in the current folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    product.version = 0
    world = World(product)
    world.look()
    world.generate()
    return world


def put(world: World, path: str) -> bytes:
    deeds.put_own_file(world, deeds.OWN.index(path), 0)
    return world.known.own[path]


def rename(world: World, was: str, name: str) -> None:
    world.known.jobs[name] = replace(world.known.jobs.pop(was), name=name)
    world.write_specs()


def causes(done: Done) -> dict[str, str]:
    return {each.path: each.cause for each in done.told}


def test_an_own_file_where_a_renamed_job_wants_one_is_never_overwritten(world: World) -> None:
    own = put(world, "aml/gamma/pipeline.py")
    rename(world, "alpha", "gamma")
    done = run("generate", "--conflict=theirs", "--format", "json")
    assert done.code == 1
    assert [(each.code, each.path) for each in done.told] == [("SW007", "aml/gamma/pipeline.py")]
    assert Path("output/aml/gamma/pipeline.py").read_bytes() == own
    assert Path("output/aml/alpha/pipeline.py").exists()


def test_an_own_scaffold_of_a_renamed_job_stays_and_the_old_one_goes(world: World) -> None:
    own = put(world, "aml/gamma/score.py")
    rename(world, "alpha", "gamma")
    assert run("generate", "--conflict=theirs").code == 0
    assert Path("output/aml/gamma/score.py").read_bytes() == own
    assert not Path("output/aml/alpha").exists()


def test_files_that_the_user_has_moved_already_keep_their_edits(world: World) -> None:
    rename(world, "alpha", "gamma")
    Path("output/aml/gamma").mkdir()
    old, new = Path("output/aml/alpha/pipeline.py"), Path("output/aml/gamma/pipeline.py")
    new.write_text(old.read_text("utf-8") + "\n# mine\n", "utf-8")
    old.unlink()
    assert run("generate").code == 0
    assert new.read_text("utf-8").endswith("# mine\n")
    assert "specs/gamma.yaml" in new.read_text("utf-8")


def test_a_renamed_job_is_the_whole_cause(world: World) -> None:
    rename(world, "alpha", "gamma")
    told = causes(run("check", "--format", "json"))
    assert told["aml/gamma/contract.py"] == "the job was called alpha"
    assert told["factory/trigger/gamma_daily.json"] == "the job was called alpha"


def test_what_is_only_in_the_way_has_no_other_cause(world: World) -> None:
    put(world, "aml/gamma/pipeline.py")
    deeds.add_job(world, 0, 0)
    told = causes(run("check", "--format", "json"))
    assert told["aml/gamma/pipeline.py"] == ""
    assert told["aml/gamma/contract.py"] == "it was never generated"


def test_an_own_scaffold_that_was_deleted_leaves_all_in_step(world: World) -> None:
    put(world, "aml/gamma/score.py")
    deeds.add_job(world, 0, 0)
    assert run("generate").code == 0
    Path("output/aml/gamma/score.py").unlink()
    assert run("check").code == 0


def test_a_file_that_was_left_for_an_edit_goes_when_the_edit_does(world: World) -> None:
    trigger = Path("output/factory/trigger/alpha_daily.json")
    text = trigger.read_text("utf-8")
    trigger.write_text(text.replace('"Stopped"', '"Started"'), "utf-8")
    world.known.jobs["alpha"] = replace(world.known.jobs["alpha"], hour=None)
    world.write_specs()
    assert run("generate").code == 0
    assert trigger.exists()
    trigger.write_text(text, "utf-8")
    assert run("check").code == 1
    assert "removed" in run("generate").out
    assert not trigger.exists()
