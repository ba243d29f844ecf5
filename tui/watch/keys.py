"""The keys of watching: what each does, in the footer and the help."""

from ..keys import Key

KEYS = (
    Key("space", "pause_or_follow", "Pause following, or go on", "Pause"),
    Key("tab,right", "choose_chart(1)", "The next chart", "Chart", "tab"),
    Key("shift+tab,left", "choose_chart(-1)", "The chart before", shown="left"),
    *(
        Key(str(number), f"choose_number({number})", f"Chart {number}")
        for number in range(1, 10)
    ),
    Key("enter", "switch_size", "The chosen chart alone, or all of them", "Size", "enter"),
    Key("m", "next_smoothing", "More smoothing of the curves, then none", "Smooth"),
    Key("l", "switch_log", "Vertical axis of the chosen chart logarithmic or linear", "Log"),
    Key("x", "switch_log_x", "Horizontal axes logarithmic or linear"),
    Key("a", "next_axis", "Steps, epochs or the time as horizontal axis", "Axis"),
    Key("down,j", "choose_run(1)", "The next run", shown="down j"),
    Key("up,k", "choose_run(-1)", "The run before", shown="up k"),
    Key("h", "hide_or_show", "Hide the chosen run, or show it", "Hide"),
    Key("o", "only_or_all", "Show the chosen run only, or all of them", "Only"),
    Key("question_mark,f1", "help", "Help", "Help", "?"),
    Key("q", "app.quit", "Quit", "Quit"),
)  # fmt: skip
