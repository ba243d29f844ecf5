"""The help explains each knob in two sentences."""

import re

import pytest
from npnn_tui.tui.panels.parameters import ALL_KNOBS


@pytest.mark.parametrize("name", ALL_KNOBS)
def test_two_sentences_explain_a_knob(name: str) -> None:
    assert len(re.findall(r"[.:?!](?=\s+[A-Z]|$)", ALL_KNOBS[name].help)) == 2, ALL_KNOBS[name].help
