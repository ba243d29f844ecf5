"""What the charts are drawn with where nobody has said so."""

from collections.abc import Iterator

import pytest
from npnn_tui.tui.terminal import detected_marker
from npnn_tui.tui.view import next_marker


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    detected_marker.cache_clear()
    yield
    detected_marker.cache_clear()


@pytest.mark.parametrize(
    ("environment", "marker"),
    [
        ({"LANG": "en_US.UTF-8"}, "blocks"),
        ({"LANG": "de_DE.utf8"}, "blocks"),
        ({}, "blocks"),
        ({"LC_CTYPE": "C.UTF-8"}, "blocks"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "ascii"),
        ({"LC_ALL": "C", "LANG": "en_US.UTF-8"}, "ascii"),
        ({"LC_ALL": "POSIX"}, "ascii"),
        ({"LANG": "de_DE.ISO-8859-1"}, "ascii"),
        ({"LANG": "en_US.UTF-8", "TERM": "linux"}, "ascii"),
        ({"LANG": "en_US.UTF-8", "NO_COLOR": "1"}, "braille"),
        ({"LANG": "C", "NO_COLOR": "1"}, "ascii"),
    ],
)
def test_detection(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], marker: str
) -> None:
    for name in ("LC_ALL", "LC_CTYPE", "LANG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert detected_marker() == marker


def test_the_next_marker_passes_over_what_looks_the_same() -> None:
    assert next_marker("auto", "blocks") == "braille"
    assert next_marker("braille", "blocks") == "ascii"
    assert next_marker("ascii", "blocks") == "auto"
    assert next_marker("blocks", "blocks") == "braille"
    assert next_marker("auto", "ascii") == "blocks"
