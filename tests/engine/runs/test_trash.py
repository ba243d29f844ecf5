"""What is deleted can be brought back, and nothing is ever replaced."""

from pathlib import Path

import pytest
from filelock import FileLock
from npnn_tui.datasets.knobs import FieldError
from npnn_tui.engine.runs.held import LOCK
from npnn_tui.engine.runs.trash import TRASH, discard, discarded, remove, restore

from ...made_runs import make_entry


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_there_and_back(tmp_path: Path) -> None:
    folder = make_entry(tmp_path, "moons")
    before = files(folder)
    place = discard("moons", tmp_path)
    assert place == tmp_path / TRASH / "moons"
    assert not folder.exists()
    assert files(place) == before
    assert restore("moons", tmp_path) == folder
    assert files(folder) == before
    assert discarded(tmp_path) == []


def test_none_is_moved_over_another_and_the_last_comes_back_first(tmp_path: Path) -> None:
    for number in range(3):
        (make_entry(tmp_path, "moons") / "number").write_text(str(number))
        discard("moons", tmp_path)
    assert [path.name for path in discarded(tmp_path)] == ["moons", "moons~2", "moons~3"]
    back = []
    for _ in range(3):
        back.append((restore("moons", tmp_path) / "number").read_text())
        (tmp_path / "moons").rename(tmp_path / f"kept{back[-1]}")
    assert back == ["2", "1", "0"]


def test_an_empty_folder_in_the_way_is_not_replaced_either(tmp_path: Path) -> None:
    make_entry(tmp_path, "moons")
    (tmp_path / TRASH / "moons~2").mkdir(parents=True)
    assert discard("moons", tmp_path).name == "moons~3"
    (tmp_path / "moons").mkdir()
    with pytest.raises(FieldError, match="moons cannot be restored: there is a moons again"):
        restore("moons", tmp_path)
    assert not list((tmp_path / "moons").iterdir())
    assert (tmp_path / TRASH / "moons~3" / "summary.json").exists()


def test_a_name_is_not_taken_for_the_number_of_another(tmp_path: Path) -> None:
    for name in ("moons", "moons-2"):
        make_entry(tmp_path, name)
        discard(name, tmp_path)
    assert restore("moons", tmp_path).name == "moons"
    with pytest.raises(FieldError, match="there is no run moons in the trash"):
        restore("moons", tmp_path)


def test_a_run_that_is_being_trained_stays(tmp_path: Path) -> None:
    folder = make_entry(tmp_path, "moons", status="finished")
    with FileLock(folder / LOCK), pytest.raises(FieldError, match="moons is being trained"):
        discard("moons", tmp_path)
    assert folder.exists()
    discard("moons", tmp_path)
    assert not folder.exists()


@pytest.mark.parametrize("name", ["..", "a/b", "", ".trash", "~", "a~2", "a\x1b"])
@pytest.mark.parametrize("move", [discard, restore])
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str, move: object) -> None:
    with pytest.raises(FieldError, match="run must be a name of"):
        move(name, tmp_path)  # type: ignore[operator]


def test_of_a_link_only_the_link_is_moved_and_removed(tmp_path: Path) -> None:
    runs, elsewhere = tmp_path / "runs", make_entry(tmp_path, "elsewhere")
    runs.mkdir()
    (runs / "link").symlink_to(elsewhere)
    place = discard("link", runs)
    assert place.is_symlink()
    assert not (runs / "link").is_symlink()
    restore("link", runs)
    assert (runs / "link").readlink() == elsewhere
    remove(discard("link", runs))
    assert (elsewhere / "summary.json").exists()
    assert discarded(runs) == []


def test_a_trash_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    runs, elsewhere = tmp_path / "runs", tmp_path / "elsewhere"
    make_entry(runs, "moons")
    (elsewhere / "precious").mkdir(parents=True)
    (runs / TRASH).symlink_to(elsewhere)
    for ask in (lambda: discard("moons", runs), lambda: discarded(runs)):
        with pytest.raises(FieldError, match="trash of its own"):
            ask()
    assert (runs / "moons").exists()


def test_removing_is_for_good(tmp_path: Path) -> None:
    make_entry(tmp_path, "moons")
    remove(discard("moons", tmp_path))
    assert discarded(tmp_path) == []
