"""Datastores, models and texts of a local run."""

import sys
from pathlib import Path

import pytest

from generator.local.aml import DataRef, Datastores, Models, spelled
from generator.local.aml.datastores import Unreachable, exists, fetch, put
from generator.local.aml.placeholders import Bracket, Hole, pieces

STORES = Datastores(
    {
        "lake": "/data/lake",
        "far": "memory://far",
        "https://a.blob.core.windows.net/landing": "/data/landing",
        "wasbs://landing@a.blob.core.windows.net": "/data/landing/",
        "azureml:names:1": "/data/names.csv",
    }
)


@pytest.mark.parametrize(
    ("uri", "address"),
    [
        ("azureml://datastores/lake/paths/a/b", "/data/lake/a/b"),
        ("azureml://datastores/lake/paths/", "/data/lake"),
        (
            "azureml://subscriptions/s/resourcegroups/r/workspaces/w/datastores/lake/paths/a",
            "/data/lake/a",
        ),
        ("azureml:/subscriptions/s/workspaces/w/datastores/lake/paths/a", "/data/lake/a"),
        ("azureml://datastores/lake/paths/a/**", "/data/lake/a"),
        ("azureml://datastores/far/paths/a", "memory://far/a"),
        ("https://a.blob.core.windows.net/landing/x/y.csv", "/data/landing/x/y.csv"),
        ("wasbs://landing@a.blob.core.windows.net/x", "/data/landing/x"),
        ("azureml:names:1", "/data/names.csv"),
    ],
)
def test_a_place_has_an_address(uri: str, address: str) -> None:
    assert STORES.address(DataRef.of_uri(uri)) == address


@pytest.mark.parametrize(
    ("uri", "why"),
    [
        (
            "azureml://datastores/lak/paths/a",
            "the datastore 'lak' has no folder here: give 'lak' one under local.datastores",
        ),
        ("https://a.blob.core.windows.net/landing2/x", "has no folder here: give 'https://a.blob"),
        ("azureml://datastores/lake/paths/a/../../b", "leads out of its datastore"),
        ("https://a.blob.core.windows.net/landing/../x", "leads out of its datastore"),
        ("azureml://datastores/lake/paths/a/*.csv", "only whole folders are read here"),
    ],
)
def test_a_place_that_is_not_here(uri: str, why: str) -> None:
    with pytest.raises(Unreachable, match=why):
        STORES.address(DataRef.of_uri(uri))


def test_data_come_from_other_storage_and_go_there(tmp_path: Path) -> None:
    pytest.importorskip("fsspec", reason="pip install 'scorewright[aml]'")
    source = tmp_path / "source"
    (source / "deep").mkdir(parents=True)
    (source / "a.txt").write_text("a")
    (source / "deep" / "b.txt").write_text("b")
    assert not exists("memory://far/in")
    with pytest.raises(Unreachable, match="there is nothing at memory://far/in"):
        fetch("memory://far/in", tmp_path / "target")
    copies = put(source, "memory://far/in", overwrite=False)
    assert copies == ("memory://far/in/a.txt", "memory://far/in/deep/b.txt")
    folder = fetch("memory://far/in", tmp_path / "target")
    assert (folder / "deep" / "b.txt").read_text() == "b"
    file = fetch("memory://far/in/a.txt", tmp_path / "one")
    assert (file.name, file.read_text()) == ("a.txt", "a")
    with pytest.raises(Unreachable, match=r"the path already exists: memory://far/in/a\.txt"):
        put(source, "memory://far/in", overwrite=False)
    again = put(source / "a.txt", "memory://far/in/a.txt", overwrite=True)
    assert again == ("memory://far/in/a.txt",)
    with pytest.raises(Unreachable, match="nowhere://x: "):
        exists("nowhere://x")


def test_other_storage_needs_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(Unreachable, match=r"not on this machine: pip install 'scorewright\[aml\]'"):
        exists("memory://far/in")


def test_a_model_is_found_by_name_and_version(tmp_path: Path) -> None:
    for name in ("m9", "m10"):
        (tmp_path / name).touch()
    models = Models({"m:9": tmp_path / "m9", "m:10": tmp_path / "m10", "gone:1": tmp_path / "gone"})
    assert models.find("m", "9") == tmp_path / "m9"
    assert models.find("m", "") == tmp_path / "m10"
    with pytest.raises(Unreachable, match="the model 'm:8' has no file here"):
        models.find("m", "8")
    with pytest.raises(Unreachable, match="'n:1' has no file here"):
        models.find("n", "")
    with pytest.raises(Unreachable, match="which is not there"):
        models.find("gone", "1")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "True"),
        (False, "False"),
        (5, "5"),
        (9007199254740993, "9007199254740993"),
        ("a b", "a b"),
        (0.5, "0.5"),
        (1.0, "1"),
        (-0.25, "-0.25"),
        (0.0001, "0.0001"),
        (1e-05, "1E-05"),
        (1e-07, "1E-07"),
        (-1.5e-07, "-1.5E-07"),
        (123456789012345.0, "123456789012345"),
        (1e15, "1E+15"),
        (1234567890123456.0, "1.234567890123456E+15"),
        (-1.25e15, "-1.25E+15"),
        (1e20, "1E+20"),
        (1e100, "1E+100"),
        (float("inf"), "Infinity"),
        (float("-inf"), "-Infinity"),
        (float("nan"), "NaN"),
    ],
)
def test_a_value_is_spelled_as_dot_net_does(value: str | float, text: str) -> None:
    assert spelled(value) == text


def test_a_text_has_parts() -> None:
    found = list(pieces("a ${{inputs.x}}$[[ --y ${{ inputs.y }}]] b"))
    assert found == [
        "a ",
        Hole(("inputs", "x")),
        Bracket((" --y ", Hole(("inputs", "y")))),
        " b",
    ]
    assert list(pieces("${{a.b}}")) == [Hole(("a", "b"))]
    assert list(pieces("")) == []
