"""The three themes: dark, light and high contrast, for as many colours as the terminal has."""

from dataclasses import replace

from textual.theme import Theme

DARK = Theme(
    name="npnn-dark",
    primary="#56b4e9",
    secondary="#e69f00",
    accent="#e69f00",
    foreground="#d8dee6",
    background="#0f1318",
    surface="#161b22",
    panel="#212831",
    success="#009e73",
    warning="#f0e442",
    error="#f2777a",
    dark=True,
    variables={"border": "#3a4450", "footer-key-foreground": "#e69f00"},
)

LIGHT = Theme(
    name="npnn-light",
    primary="#0072b2",
    secondary="#b35900",
    accent="#b35900",
    foreground="#1c2128",
    background="#fbfbf9",
    surface="#f1f1ee",
    panel="#e4e4e0",
    success="#00734f",
    warning="#8a6d00",
    error="#b3261e",
    dark=False,
    variables={"border": "#c2c2bc", "footer-key-foreground": "#b35900"},
)

HIGH_CONTRAST = Theme(
    name="npnn-high-contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#00ffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    success="#00ff00",
    warning="#ffff00",
    error="#ff8080",
    dark=True,
    variables={"border": "#ffffff", "footer-key-foreground": "#00ffff"},
)

THEMES = (DARK, LIGHT, HIGH_CONTRAST)

# Of 256 colours, the nearest to each of the dark tints is black.
DARK_256 = replace(
    DARK,
    foreground="#dadada",
    background="#121212",
    surface="#1c1c1c",
    panel="#303030",
    variables={"border": "#585858", "footer-key-foreground": "#e69f00"},
)

# Of 16 colours, those that Rich takes for them, so that it sends what is meant.
DARK_16 = replace(
    DARK,
    primary="#55ffff",
    secondary="#ffff55",
    accent="#ffff55",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    success="#55ff55",
    warning="#ffff55",
    error="#ff5555",
    variables={"border": "#aaaaaa", "footer-key-foreground": "#ffff55"},
)
LIGHT_16 = replace(
    LIGHT,
    primary="#0000aa",
    secondary="#aa0000",
    accent="#aa00aa",
    foreground="#000000",
    background="#ffffff",
    surface="#ffffff",
    panel="#ffffff",
    success="#00aa00",
    warning="#aa5500",
    error="#aa0000",
    variables={"border": "#555555", "footer-key-foreground": "#aa00aa"},
)

# Without colours brightness alone counts: `uncolored` makes attributes of it.
BRIGHTNESS = replace(
    DARK_16,
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffffff",
    success="#ffffff",
    warning="#ffffff",
    error="#ffffff",
    variables={"border": "#666666", "footer-key-foreground": "#ffffff"},
)


def themes_of(colors: int) -> tuple[Theme, ...]:
    """Return the themes for a terminal of so many colours, the one to begin with first."""
    if colors > 256:
        return THEMES
    if colors == 256:
        return DARK_256, LIGHT, HIGH_CONTRAST
    return (DARK_16, LIGHT_16, HIGH_CONTRAST) if colors else (BRIGHTNESS,)
