"""How often frames are drawn, by a clock of the test's own."""

import pytest
from npnn_tui.tui.frame_rate import DRAWING_SHARE, LONGEST, SHORTEST, FrameRate


class Times:
    """The time of the world and that of the drawing thread, both in seconds."""

    def __init__(self) -> None:
        self.now = self.worked = 0.0

    def frames(self, cost: float, seconds: float = 60.0) -> float:
        """Return the frames of each second when drawing one takes so long."""
        rate = FrameRate(lambda: self.now, lambda: self.worked)
        drawn = 0
        while self.now < seconds:
            if not rate.wait:
                rate.begin()
                drawn += 1
                self.now += cost
                self.worked += cost
            self.now += 0.001
        return drawn / seconds


@pytest.mark.parametrize("cost", [0.0, 0.002, SHORTEST * DRAWING_SHARE])
def test_a_cheap_frame_is_drawn_ten_times_a_second(cost: float) -> None:
    assert Times().frames(cost) == pytest.approx(10, rel=0.03)


@pytest.mark.parametrize("cost", [0.010, 0.014, 0.018])
def test_a_dear_frame_leaves_training_its_share(cost: float) -> None:
    share = Times().frames(cost) * cost
    assert share == pytest.approx(DRAWING_SHARE, rel=0.03)


@pytest.mark.parametrize("cost", [0.03, 0.1])
def test_even_the_dearest_frames_do_not_stand_still(cost: float) -> None:
    assert Times().frames(cost) == pytest.approx(1 / LONGEST, rel=0.03)
