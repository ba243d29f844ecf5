"""The colours of pictures and pages, light and dark, as style sheets."""

from collections.abc import Mapping

from ..plotting.palette import CLASS_COLORS, readable

LIGHT: Mapping[str, str] = {
    "paper": "#ffffff",
    "ink": "#1c2128",
    "faint": "#59636e",
    "line": "#d5d9de",
    "train": "#0072b2",
    "test": "#c24e00",
}

DARK: Mapping[str, str] = {
    "paper": "#0f1318",
    "ink": "#d8dee6",
    "faint": "#9aa4af",
    "line": "#3a4450",
    "train": "#56b4e9",
    "test": "#e69f00",
}

_RULES = """\
.paper{{fill:{paper}}}
text{{fill:{ink};font-family:system-ui,sans-serif;font-size:12px}}
.title{{font-size:17px;font-weight:600}}
.faint{{fill:{faint}}}
.axis{{fill:none;stroke:{faint}}}
.grid{{stroke:{line}}}
.train{{fill:none;stroke:{train};stroke-width:2;stroke-linejoin:round;stroke-linecap:round}}
.test{{fill:none;stroke:{test};stroke-width:2;stroke-linejoin:round;stroke-linecap:round;\
stroke-dasharray:6 4}}
.mark{{stroke:{ink};stroke-width:.8}}
"""


def picture_style(colors: Mapping[str, str] = LIGHT) -> str:
    """Return the rules of a picture's elements in the colours of a scheme."""
    paper = int(colors["paper"].removeprefix("#"), 16)
    rules = [_RULES.format(**colors)]
    for number, fill in enumerate(CLASS_COLORS.tolist()):
        line = readable(fill, paper).item()
        rules.append(f".c{number}{{fill:#{fill:06x}}}")
        rules.append(f".t{number}{{fill:{colors['paper']}}}")
        rules.append(f".t{number}.mark{{stroke:#{line:06x};stroke-width:2}}\n")
    return "".join(rules)
