"""A run as one HTML page: what was trained and how, what came of it, and its picture."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import groupby
from math import sqrt
from pathlib import Path

from npnn_tui.datasets.knobs import FieldError, Knob
from npnn_tui.datasets.sources import family_of
from npnn_tui.engine.formats.export import Export
from npnn_tui.engine.runs.folder import EVENTS, Run
from npnn_tui.engine.runs.summary import Summary
from npnn_tui.engine.training.experiment import KNOBS, Experiment

from ..tasks import TASK_WORDS, TaskWords
from ..wording import duration
from .markup import element, words
from .picture import picture
from .style import DARK, LIGHT, picture_style

LONGEST = 200
"""Characters of a value or an event."""

MOST_EVENTS = 500

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""Nothing is fetched and nothing runs, whatever a name from the data may hold."""

_STYLE = """\
:root{{color-scheme:light dark}}
body{{margin:2rem auto;max-width:60rem;padding:0 1rem;font:15px/1.5 system-ui,sans-serif;\
background:{paper};color:{ink}}}
h1{{font-size:1.5rem}}h2{{font-size:1.1rem;margin-top:2rem;break-after:avoid}}
svg{{width:100%;height:auto}}
table{{border-collapse:collapse}}th,td{{padding:.2rem 1rem .2rem 0;text-align:left;\
vertical-align:top;border-bottom:1px solid {line};overflow-wrap:anywhere}}
th{{font-weight:400;color:{faint};white-space:nowrap}}
.columns{{columns:16rem 2;column-gap:2rem}}.columns>div{{break-inside:avoid}}
.columns h3{{margin:.5rem 0 0;font-size:1rem}}
.columns table{{width:100%}}.columns th{{width:50%}}
pre{{white-space:pre-wrap;overflow-wrap:anywhere;font-size:13px}}
"""

_PRINT = "@page{margin:15mm}@media print{body{margin:0;max-width:none;font-size:11px}}"


def report_export(run: Run, path: Path) -> Export:
    """Return the page of a run; raises FieldError."""
    return Export({path: report(run).encode()})


def report(run: Run) -> str:
    """Return the page, which fetches nothing."""
    experiment = run.experiment
    parts = [
        element("h1", words(run.name, LONGEST)),
        _state(run.summary),
        _section("What was chosen", _changed(experiment)),
        _section("Figures", _figures(run)),
        element("figure", picture(run), style="margin:1rem 0"),
        _section("All parameters", _all(experiment)),
        _section("Events", _events(run)),
    ]
    body = element("body", *parts)
    return f"<!DOCTYPE html>\n{element('html', _head(run), body, lang='en')}\n"


def _head(run: Run) -> str:
    light = _STYLE.format(**LIGHT) + picture_style(LIGHT)
    dark = _STYLE.format(**DARK) + picture_style(DARK)
    scheme = f"@media screen and (prefers-color-scheme:dark){{{dark}}}"
    return element(
        "head",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width">',
        element("title", words(run.name, LONGEST)),
        element("style", light, scheme, _PRINT),
    )


def _section(title: str, content: str) -> str:
    return element("section", element("h2", title), content) if content else ""


def _table(rows: Iterable[tuple[str, str]]) -> str:
    """Return rows of a name and a value, both from anywhere."""
    lines = (
        element("tr", element("th", words(name), scope="row"), element("td", words(value, LONGEST)))
        for name, value in rows
    )
    return element("table", *lines)


def _state(summary: Summary | None) -> str:
    if summary is None:
        return element("p", "Nothing tells how the run ended.")
    when = datetime.fromtimestamp(summary.saved, UTC)
    epochs = f"{summary.epoch:,} of {summary.max_epochs:,} epochs"
    sentence = f"{summary.status} after {epochs} and {duration(summary.seconds)}"
    reason = f": {summary.reason}" if summary.reason else ""
    saved = f"saved on {when:%Y-%m-%d at %H:%M} UTC"
    return element("p", words(f"{sentence}{reason}; {saved}", 500))


def _figures(run: Run) -> str:
    summary, model = run.summary, run.model
    rows = [("Network", "-".join(map(str, model.network.sizes)))]
    if summary:
        rows.append(("Weights and biases", f"{summary.parameters:,}"))
        rows.append(("Steps", f"{summary.steps:,}"))
        rows += _metrics(summary, TASK_WORDS[model.task], model.target_scale)
    return _table(rows)


def _metrics(summary: Summary, texts: TaskWords, target_scale: float) -> Iterable[tuple[str, str]]:
    """Yield loss and score of both parts, and the typical error in the units of the data."""
    for part, name in (("train", "training"), ("test", "test")):
        loss, score = (summary.metrics.get(f"{part}_{figure}") for figure in ("loss", "score"))
        if loss is not None:
            yield f"Loss, {name}", f"{loss:.4g} ({texts.loss_unit})"
        if score is not None:
            yield f"{texts.score}, {name}", texts.written(score, 1)
        if loss is not None and texts.key == "r2":
            yield f"RMSE, {name}", f"{sqrt(2 * loss) * target_scale:.4g}"


def _changed(experiment: Experiment) -> str:
    """Return the knobs that differ from the defaults of the data."""
    usual = Experiment.of({"data": experiment.recipe.data})
    chosen = [KNOBS["data"], *experiment.differences(usual)]
    return _knobs(chosen, experiment)


def _all(experiment: Experiment) -> str:
    """Return all knobs that mean anything for the data and beside the others."""
    values, family = experiment.values, family_of(experiment.recipe.data)
    meant = (knob for knob in KNOBS.values() if knob.applies_to(values, family))
    groups = groupby(meant, key=lambda knob: knob.group)
    tables = (
        element("div", element("h3", words(group)), _knobs(knobs, experiment))
        for group, knobs in groups
    )
    return element("div", *tables, class_="columns")


def _knobs(knobs: Iterable[Knob], experiment: Experiment) -> str:
    values = experiment.values
    return _table((knob.label, knob.kind.format(values[knob.name]) or "—") for knob in knobs)


def _events(run: Run) -> str:
    """Return the last events; a run that was never saved has none."""
    try:
        lines = (run.folder / EVENTS).read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return ""
    except OSError as error:
        sentence = f"run {run.name}: {EVENTS} cannot be read ({error.strerror})"
        raise FieldError("run", sentence) from None
    return element("pre", "\n".join(words(line, LONGEST) for line in lines[-MOST_EVENTS:]))
