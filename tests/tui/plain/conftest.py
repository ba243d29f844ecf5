"""A conversation in one go: the lines of the person in, what the program said out."""

import io
import os
from collections.abc import Callable
from typing import Any

import pytest
from npnn_tui.datasets import load
from npnn_tui.engine import Experiment, Session
from npnn_tui.tui.begun import Begun
from npnn_tui.tui.plain.bench import Bench
from npnn_tui.tui.plain.conversation import Conversation
from npnn_tui.tui.plain.dialogue import Dialogue, QuitError
from npnn_tui.tui.plain.lines import InputEndedError, Lines
from npnn_tui.tui.plain.voice import Voice
from npnn_tui.tui.view import View

Talk = Callable[..., list[str]]


def begun(experiment: Experiment) -> Begun:
    return Begun(experiment, load(experiment.recipe), Session)


class Output(io.StringIO):
    encoding = "utf-8"


@pytest.fixture
def talk() -> Talk:
    """Return what is said after the greeting and the menu, in lines."""

    def held(*lines: str, ascii_only: bool = False, **values: Any) -> list[str]:
        experiment = Experiment.of(values)
        bench = Bench(begun(experiment), View(pace="max"))
        output, (source, person) = Output(), os.pipe()
        os.write(person, "".join(f"{line}\n" for line in lines).encode())
        os.close(person)
        dialogue = Dialogue(bench, Lines(source), Voice(output, ascii_only=ascii_only), echo=True)
        try:
            Conversation(bench, dialogue).hold(start=False)
        except QuitError:
            output.write("(quit)\n")
        except InputEndedError:
            output.write("(end)\n")
        finally:
            bench.worker.close()
            os.close(source)
        said = output.getvalue()
        return said[said.index("Choice: ") :].splitlines()

    return held
