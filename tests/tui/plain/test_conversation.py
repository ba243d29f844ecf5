"""The linear mode as a person meets it: what is said to each choice of the menus."""

import re
from pathlib import Path

import numpy as np
import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import Config, Experiment, Trainer
from npnn_tui.tui.plain.conversation import MENU, NAMES

from .conftest import Talk

FIGURE = re.compile(r"-?\d[\d,.]*%?")


def figures(line: str) -> list[float]:
    return [float(figure.strip("%,.").replace(",", "")) for figure in FIGURE.findall(line)]


def test_a_conversation_word_for_word(talk: Talk) -> None:
    said = talk("set learning_rate -1", "set learn 0.5", "9 l2 0", "s", "foo", "diag", "pause", "q")
    ready = "Ready at epoch 0 of 10,000."
    assert [line.split(" Training loss")[0] for line in said] == [
        "Choice: set learning_rate -1",
        "learning_rate must be between 1e-06 and 100, got -1.",
        "Choice: set learn 0.5",
        "Learning rate 0.5.",
        "Choice: 9 l2 0",
        "L2 (lambda) 0.",
        "Choice: s",
        "s could be start, step, status, set. ? lists all choices.",
        "Choice: foo",
        "foo is no choice here. ? lists all choices.",
        "Choice: diag",
        "Nothing is known to be the matter with this run.",
        "Choice: pause",
        f"Nothing to pause. {ready}",
        "Choice: q",
        "(quit)",
    ]


def test_steps_are_those_of_the_trainer(talk: Talk) -> None:
    trainer = Trainer(Config(), load(Experiment.of({}).recipe))
    trainer.advance(30)
    metrics = trainer.measure()
    status = talk("step 30")[1]
    assert status.startswith("Paused at epoch 30 of 10,000. Training loss ")
    found = figures(status)[2:]
    expected = [metrics.train_loss, 100 * metrics.train_score]
    expected += [metrics.test_loss, 100 * metrics.test_score]
    assert found == pytest.approx(expected, rel=5e-3)


@pytest.mark.parametrize("name", NAMES)
def test_each_choice_has_a_number(talk: Talk, name: str) -> None:
    by_name, by_number = talk(name), talk(str(NAMES.index(name) + 1))
    varying = re.compile(r"Epoch|Training loss|training loss|Training from|Finished|Paused")
    assert [line for line in by_name[1:] if not varying.search(line)] == [
        line for line in by_number[1:] if not varying.search(line)
    ]


def test_an_empty_line_tells_the_status_and_a_question_mark_the_menu(talk: Talk) -> None:
    said = talk("", "?")
    assert said[1].startswith("Ready at epoch 0")
    assert said[3 : 3 + len(MENU)] == list(MENU)


@pytest.mark.parametrize(
    "lines",
    [[], ["param"], ["param", "1"], ["set noise"], ["data"], ["predict"], ["start"], ["step 5"]],
)
def test_input_may_end_at_every_prompt(talk: Talk, lines: list[str]) -> None:
    assert talk(*lines)[-1].endswith("(end)")


@pytest.mark.parametrize("lines", [["param"], ["param", "1"], ["set noise"], ["data"], ["predict"]])
def test_every_prompt_tells_the_status_helps_and_quits(talk: Talk, lines: list[str]) -> None:
    before = len(talk(*lines))
    said = talk(*lines, "", "?", "q")[before:]
    assert said[0].startswith("Ready at epoch 0")
    assert any(line.startswith("An empty line tells the status") for line in said)
    assert said[-1] == "(quit)"


def test_parameters_by_menus(talk: Talk) -> None:
    said = talk("param", "training", "1", "fast", "0.25", "0", "back", "set learning_rate")
    assert "1. Learning rate: 0.01" in said
    assert "learning_rate must be between 1e-06 and 100, got fast." in said
    assert "Learning rate 0.25." in said
    assert "1. Learning rate: 0.25, default 0.01" in said
    assert said[-2].startswith("Must be between 1e-06 and 100 (default 0.01")


def test_a_value_by_its_number_or_first_letters(talk: Talk) -> None:
    said = talk("set optimizer", "2", "set optim nest", "set standardise 1", "set pace 1000")
    assert "Optimizer momentum." in said
    assert "Optimizer nesterov." in said
    assert "Pace is 1000." in said


def test_knobs_that_mean_nothing_are_left_out(talk: Talk) -> None:
    assert not any("Classes" in line for line in talk("data hills", "param", "data"))
    assert any("Classes" in line for line in talk("param", "data"))


def test_changes_that_fit_only_together_wait(talk: Talk) -> None:
    said = talk("set classes 3", "data xor", "set classes 2")
    assert "classes must be 2 for xor, got 3." in said
    assert "Data is kept, and tried again with the next change." in said
    assert "xor, 200 training and 50 test observations, 2-32-2 relu." in said


def test_what_was_refused_for_itself_does_not_come_back(talk: Talk, tmp_path: Path) -> None:
    path = tmp_path / "flowers.csv"
    path.write_text("\n".join(["a,kind", *(f"{x},{'uv'[x % 2]}" for x in range(20))]))
    said = talk("set label nobody", f"data {path}", "set data 3")
    assert said[1] == "label must be left out here, as it applies to tables only, got nobody."
    assert not any("is kept" in line for line in said)
    assert any("16 training and 4 test observations" in line for line in said)
    assert any(line.startswith("blobs, 200 training") for line in said)


@pytest.mark.parametrize(
    ("words", "got"), [("0", "0"), ("-3", "-3"), ("many", "many"), ("1.5", "1.5")]
)
def test_a_step_is_of_whole_epochs(talk: Talk, words: str, got: str) -> None:
    sentence = f"step must be a whole number between 1 and 1,000,000,000, got {got}."
    assert talk(f"step {words}")[1] == sentence


def test_training_is_told_to_its_end(talk: Talk) -> None:
    said = talk("start", "wait", "start", max_epochs=300, min_improvement=0.0)
    told = [line for line in said if line.startswith("Finished")]
    assert told[0].startswith("Finished at epoch 300: max_epochs 300 reached. Training loss")
    assert "Raise Max epochs to go on, or reset." in said
    epochs = [figures(line)[0] for line in said if line.startswith("Epoch")]
    assert set(epochs) <= {1, 2, 5, 10, 20, 50, 100, 200}


def test_a_diagnosis_and_its_cure(talk: Talk) -> None:
    run = {"samples": 1000, "noise": 0.1, "learning_rate": 100.0, "max_epochs": 50}
    said = talk("start", "wait", "diag", "maybe", "n", "diag", "y", "wait", "set red", **run)
    assert any(line.startswith("Diagnosis: Step too long. Each step adds up") for line in said)
    assert any(line.startswith("Cure: reduction mean, learning rate") for line in said)
    assert "Apply it? y/n: maybe" in said
    assert "maybe is no choice here." in said
    applied = said.index("Apply it? y/n: y")
    assert any("Reduction mean" in line for line in said[applied:])
    assert any(line.startswith("Reduction: mean, default sum") for line in said[applied:])
    assert not any("Reduction mean" in line for line in said[:applied])


def test_data_from_a_file_whose_names_are_not_to_be_trusted(talk: Talk, tmp_path: Path) -> None:
    path = tmp_path / "evil\x1b[2J.csv"
    kinds = ("b", "a\x1b[31m")
    rows = [f"{x},{x % 3},{kinds[x % 2]}" for x in range(20)]
    path.write_text("\n".join(["u\x1b]0;x,v,kind", *rows]))
    said = talk(f"data {path}", "step 3", "describe", "predict 1 2", "predict")
    assert any("16 training and 4 test observations" in line for line in said)
    assert any(line.startswith("At u\\x1b]0;x 1, v 2: class ") for line in said)
    assert any(line.startswith("Shares of the plane: class ") for line in said)
    assert "\x1b" not in "".join(said)


@pytest.mark.parametrize("path", ["missing.csv", "circels"])
def test_data_that_cannot_be_had_leave_the_run(talk: Talk, path: str) -> None:
    said = talk("step 3", f"data {path}", "status")
    assert path in said[3]
    assert said[-3].startswith("Paused at epoch 3") or said[-2].startswith("Paused at epoch 3")


def test_regression_is_told_in_its_own_words(talk: Talk) -> None:
    said = talk("data hills", "step 20", "describe", "predict 0 0")
    status = next(line for line in said if line.startswith("Paused"))
    assert "R²" in status
    assert "Typical training error" in status
    assert "accuracy" not in status
    assert any(line.startswith("Predicted height: lowest ") for line in said)
    assert any(re.fullmatch(r"At x 0, y 0: height -?[\d.]+\.", line) for line in said)


def test_predictions_are_shares_of_one(talk: Talk) -> None:
    said = talk("predict 0.5 0.2", "predict 0.5,0.2", "predict", "0.5 0.2")
    answers = [line for line in said if line.startswith("At x 0.5, y 0.2: class ")]
    assert len(answers) == 3
    assert len(set(answers)) == 1
    trainer = Trainer(Config(), load(Experiment.of({}).recipe))
    probabilities = trainer.network.probabilities(np.array([[0.5, 0.2]]))[0].tolist()
    ordered = sorted(zip(probabilities, "01", strict=True), reverse=True)
    told = ", ".join(f"class {name} {share:.1%}" for share, name in ordered)
    assert answers[0] == f"At x 0.5, y 0.2: {told}."
    assert sum(float(share) for share in re.findall(r"([\d.]+)%", answers[0])) == pytest.approx(100)


@pytest.mark.parametrize("words", ["x", "1", "1 2 3", "nan 1", "1_0 2"])
def test_a_place_is_made_of_numbers(talk: Talk, words: str) -> None:
    assert talk(f"predict {words}")[1] == f"predict must be 2 numbers, x and y, got {words}."


def test_a_learned_boundary_in_words(talk: Talk) -> None:
    said = talk("step 2000", "describe", data="linear", noise=0.0, min_improvement=0.0)
    shares = next(line for line in said if line.startswith("Shares of the plane"))
    assert figures(shares)[1] + figures(shares)[3] == pytest.approx(100, abs=1)
    assert any(re.match(r"At y .*: [01] up to .*, then [01]\.", line) for line in said)


def test_weights_anew_and_again(talk: Talk) -> None:
    said = talk("step 2", "new", "step 2", "reset", "defaults", "status")
    assert "Restarted: Seed 1." in said
    assert "Reset to the same initial weights." in said
    assert "All parameters are at their defaults." in said
    assert said[-3].startswith("Ready at epoch 0") or said[-2].startswith("Ready at epoch 0")


def test_ascii_where_nothing_else_can_be_shown(talk: Talk) -> None:
    said = talk("data hills", "", "data ☃", ascii_only=True)
    assert "R2" in "\n".join(said)
    assert "\n".join(said).isascii()
