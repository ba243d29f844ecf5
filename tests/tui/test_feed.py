"""The dashboard's end of a session: one frame asked for at a time."""

from npnn_tui.datasets import Split, load
from npnn_tui.engine import Command, Experiment, Look, Play, Probe, Refusal
from npnn_tui.tui.begun import Publish
from npnn_tui.tui.messages import Refused
from npnn_tui.tui.sessions import Feed
from textual.message import Message


class DeafSession:
    """Takes commands and answers none of them."""

    def __init__(self, experiment: Experiment, split: Split, publish: Publish) -> None:
        self.publish = publish
        self.commands: list[Command] = []

    def send(self, command: Command) -> None:
        self.commands.append(command)

    def run(self) -> None:
        raise AssertionError("nobody runs it")


def feed_and_session() -> tuple[Feed, DeafSession, list[Message]]:
    sessions: list[DeafSession] = []
    posted: list[Message] = []

    def deaf(experiment: Experiment, split: Split, publish: Publish) -> DeafSession:
        sessions.append(DeafSession(experiment, split, publish))
        return sessions[0]

    experiment = Experiment()
    feed = Feed(deaf, experiment, load(experiment.recipe), posted.append)
    return feed, sessions[0], posted


def test_no_second_frame_is_asked_for_before_the_first_has_come() -> None:
    feed, session, _ = feed_and_session()
    for _ in range(5):
        feed.ask()
    assert session.commands == [Look(None)]
    feed.arrived()
    feed.ask()
    feed.ask()
    assert session.commands == [Look(None), Look(None)]


def test_every_later_frame_answers_the_newest_probe() -> None:
    feed, session, _ = feed_and_session()
    probe = Probe(load(Experiment().recipe).train.inputs)
    feed.look(probe)
    feed.send(Play())
    feed.ask()
    assert session.commands == [Look(probe), Play(), Look(probe)]


def test_a_refusal_is_posted() -> None:
    _, session, posted = feed_and_session()
    session.publish(Refusal("data", "there is no such file"))
    assert isinstance(posted[0], Refused)
    assert (posted[0].field, posted[0].sentence) == ("data", "there is no such file")
