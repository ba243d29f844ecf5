"""The fields of knobs that mean something only beside a value of another knob."""

from npnn_tui.engine import KNOBS, Experiment
from npnn_tui.tui.panels.knob_field import KnobField
from textual.widget import Widget
from textual.widgets import Input, Select

from .conftest import SIZES, Bench, OpenDashboard

ADAM = {"beta_1", "beta_2", "epsilon"}
USUAL = Experiment().values
NEEDY = {name for name, knob in KNOBS.items() if knob.needs and not knob.is_needed(USUAL)}
NOT_LBFGS = {name for name, knob in KNOBS.items() if knob.needs and knob.is_needed(USUAL)}


def shown(bench: Bench, among: set[str] = NEEDY) -> set[str]:
    """Return the knobs whose fields take a row of the panel and hold an editor."""
    fields = (bench.dashboard.query_one(f"#field-{name}", KnobField) for name in among)
    return {field.knob.name for field in fields if field.region.height and field.children}


def select(bench: Bench, name: str) -> Select[str]:
    return bench.dashboard.query_one(f"#field-{name} Select", Select)


async def choose(bench: Bench, name: str, value: str) -> None:
    select(bench, name).value = value
    await bench.until(lambda: bench.snapshot.experiment.values[name] == value)
    await bench.pilot.pause()


async def test_a_field_is_there_as_long_as_its_knob_means_something(
    open_dashboard: OpenDashboard,
) -> None:
    async with open_dashboard(size=SIZES["wide"]) as bench:
        assert shown(bench) == set()
        await choose(bench, "optimizer", "adam")
        assert shown(bench) == ADAM
        await choose(bench, "schedule", "step")
        assert shown(bench) == ADAM | {"decay", "decay_every"}
        await choose(bench, "optimizer", "nesterov")
        assert shown(bench) == {"momentum", "decay", "decay_every"}
        await choose(bench, "schedule", "cosine")
        await choose(bench, "optimizer", "gd")
        assert shown(bench) == set()


async def test_a_field_is_there_from_the_start_when_it_is_needed(
    open_dashboard: OpenDashboard,
) -> None:
    async with open_dashboard(size=SIZES["wide"], optimizer="adam", beta_2=0.99) as bench:
        await bench.pilot.pause()
        assert shown(bench) == ADAM
        assert bench.dashboard.query_one("#field-beta_2 Input", Input).value == "0.99"


async def test_a_field_that_appeared_takes_a_value(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard() as bench:
        await choose(bench, "optimizer", "momentum")
        await bench.type_into("momentum", "0.5")
        await bench.until(lambda: bench.snapshot.experiment.config.momentum == 0.5)
        assert bench.dashboard.query_one("#field-momentum").has_class("changed")


async def test_another_optimizer_resets_what_no_longer_applies(
    open_dashboard: OpenDashboard,
) -> None:
    async with open_dashboard(optimizer="momentum", momentum=0.5, l2=0.2) as bench:
        await choose(bench, "optimizer", "gd")
        assert bench.snapshot.experiment.config.momentum == KNOBS["momentum"].default
        assert bench.snapshot.experiment.config.l2 == 0.2
        await choose(bench, "optimizer", "momentum")
        assert bench.dashboard.query_one("#field-momentum Input", Input).value == "0.9"


async def test_the_list_stays_in_sight_when_fields_above_it_go(
    open_dashboard: OpenDashboard,
) -> None:
    async with open_dashboard() as bench:
        optimizer = select(bench, "optimizer")
        optimizer.focus()
        for name, there in (("lbfgs", set[str]()), ("gd", NOT_LBFGS)):
            await choose(bench, "optimizer", name)
            assert shown(bench, NOT_LBFGS) == there
            assert bench.dashboard.focused is optimizer
            assert is_in_sight(bench, optimizer)


def is_in_sight(bench: Bench, widget: Widget) -> bool:
    """Tell whether a widget of the panel is neither scrolled away nor under the hint."""
    panel, hint = (bench.dashboard.query_one(name).region for name in ("#parameters", "#hint"))
    return panel.contains_region(widget.region) and not hint.overlaps(widget.region)


async def test_tab_leads_through_the_fields_that_are_there(open_dashboard: OpenDashboard) -> None:
    async with open_dashboard() as bench:
        for optimizer, following in (("gd", "schedule"), ("adam", "beta_1"), ("gd", "schedule")):
            await choose(bench, "optimizer", optimizer)
            select(bench, "optimizer").focus()
            await bench.press("tab")
            focused = bench.dashboard.focused
            assert focused is not None
            assert focused in bench.dashboard.query(f"#field-{following} *")
            assert is_in_sight(bench, focused)


async def test_focus_in_a_field_that_disappears_moves_to_what_made_it(
    open_dashboard: OpenDashboard,
) -> None:
    async with open_dashboard(optimizer="adam") as bench:
        await bench.type_into("beta_2", "0.9")
        await bench.press("backspace")
        await choose(bench, "optimizer", "gd")
        assert bench.dashboard.focused is select(bench, "optimizer")
        assert bench.snapshot.experiment.config.beta_2 == KNOBS["beta_2"].default
        assert not bench.dashboard.query(".error")
