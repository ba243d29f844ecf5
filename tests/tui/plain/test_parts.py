"""The parts of the linear mode on their own: milestones, choices, lines, signs."""

import io
import os
import threading

import pytest
from npnn_tui.engine import Experiment, Play, Session, Snapshot
from npnn_tui.tui.plain.bench import Bench
from npnn_tui.tui.plain.dialogue import Dialogue, QuitError
from npnn_tui.tui.plain.events import milestone
from npnn_tui.tui.plain.lines import LONGEST, InputEndedError, Lines
from npnn_tui.tui.plain.menu import ChoiceError, chosen
from npnn_tui.tui.plain.voice import Voice
from npnn_tui.tui.plain.worker import Worker
from npnn_tui.tui.view import View

from .conftest import begun


@pytest.mark.parametrize(
    ("epoch", "passed"),
    [
        (0, 0),
        (1, 1),
        (2, 2),
        (4, 2),
        (5, 5),
        (9, 5),
        (10, 10),
        (19, 10),
        (49, 20),
        (99_999, 50_000),
    ],
)
def test_milestones_lie_ever_further_apart(epoch: int, passed: int) -> None:
    assert milestone(epoch) == passed


NAMES = ("start", "step", "status", "10", "Learning rate")


@pytest.mark.parametrize(
    ("answer", "position"),
    [("1", 0), ("START", 0), ("ste", 1), ("10", 3), ("5", 4), ("l", 4), ("learning_rate", 4)],
)
def test_a_choice_by_name_number_or_first_letters(answer: str, position: int) -> None:
    assert chosen(answer, NAMES) == position


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("s", "s could be start, step, status."),
        ("6", "6 is no choice here."),
        ("0", "0 is no choice here."),
        ("-1", "-1 is no choice here."),
        ("²", "² is no choice here."),
        ("statsu", "statsu is no choice here; did you mean status?"),
        ("\x1b[A", "\\x1b[A is no choice here."),
    ],
)
def test_what_is_no_choice(answer: str, sentence: str) -> None:
    with pytest.raises(ChoiceError) as caught:
        chosen(answer, NAMES)
    assert str(caught.value) == sentence


def lines_of(data: bytes) -> list[str]:
    source, person = os.pipe()
    never, _ = os.pipe()
    os.write(person, data)
    os.close(person)
    lines, taken = Lines(source), []
    try:
        while True:
            if (line := lines.take()) is None:
                assert lines.wait(never, 10)
            else:
                taken.append(line)
    except InputEndedError:
        return taken


def test_lines_come_whole_and_the_last_needs_no_newline() -> None:
    assert lines_of(b"start\n\n step 3 \r\nq") == ["start", "", "step 3", "q"]


def test_what_is_not_text_is_replaced_and_a_long_line_is_cut() -> None:
    assert lines_of(b"\xff\n") == ["\ufffd"]
    assert lines_of(b"x" * 2 * LONGEST + b"\nq\n") == ["x" * LONGEST, "q"]


def test_no_source_has_ended() -> None:
    with pytest.raises(InputEndedError):
        Lines(None).take()


@pytest.mark.parametrize(
    ("text", "shown"),
    [("R² — λ → 3 × 4 …", "R2 - lambda to 3 x 4 ..."), ("snow ☃", "snow ?"), ("plain", "plain")],
)
def test_signs_are_spelled_in_ascii(text: str, shown: str) -> None:
    output = io.StringIO()
    Voice(output, ascii_only=True).say(text)
    assert output.getvalue() == f"{shown}\n"


def test_what_the_thread_raises_is_raised_where_news_are_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_session: Session) -> None:
        raise MemoryError("as large as that")

    monkeypatch.setattr(Session, "run", fail)
    experiment = Experiment.of({})
    with pytest.raises(MemoryError, match="as large as that"):
        Worker(begun(experiment), lambda _snapshot: None)


def test_a_worker_is_asked_in_order_and_ends() -> None:
    experiment = Experiment.of({"max_epochs": 20})
    heard: list[Snapshot] = []
    worker = Worker(begun(experiment), heard.append)
    worker.ask(Play())
    while worker.snapshot.epoch < 20:
        assert worker.wait(10)
        worker.hear()
        worker.look()
    predicted = worker.predict(worker.snapshot.split.test.inputs)
    assert predicted.shape == (50, 2)
    assert heard[-1] is worker.snapshot
    worker.close()
    assert "session" not in [thread.name for thread in threading.enumerate()]


class Waiting(Lines):
    """Somebody who says nothing until training has come far enough, then quits."""

    bench: Bench

    def take(self) -> str | None:
        return "q" if self.bench.snapshot.epoch >= 40 else None


@pytest.mark.parametrize("quiet", [False, True])
def test_news_interrupt_a_question_unless_kept_back(quiet: bool) -> None:
    experiment = Experiment.of({"max_epochs": 40, "min_improvement": 0.0})
    bench = Bench(begun(experiment), View(pace="100"))
    output, lines = io.StringIO(), Waiting(None)
    lines.bench = bench
    dialogue = Dialogue(bench, lines, Voice(output, ascii_only=True), echo=False)
    dialogue.quiet = quiet
    bench.worker.ask(Play())
    bench.told()
    with pytest.raises(QuitError):
        dialogue.ask("Choice:", [], news=True)
    bench.worker.close()
    assert (output.getvalue().count("Choice: ") == 1) is quiet
    assert ("Finished at epoch 40" in output.getvalue()) is not quiet
