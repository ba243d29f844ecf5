"""The three themes: dark, light and high contrast."""

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
