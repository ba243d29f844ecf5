"""The keys of the runs screen: what each does, in the footer and the help."""

from ..keys import Key

KEYS = (
    Key("enter", "open", "Open the run", "Open", "enter"),
    Key("space", "mark", "Mark the run to compare it, or take the mark away", "Mark"),
    Key("o", "next_sort", "Sort by the next column", "Sort"),
    Key("f,slash", "filter", "Show only some runs", "Filter", "f"),
    Key("t", "tag", "Tag the marked runs, or the selected one", "Tag"),
    Key("n", "note", "Write a note on the selected run", "Note"),
    Key(
        "x,delete",
        "delete",
        "Move the marked runs, or the selected one, to the trash",
        "Delete",
        "x",
    ),
    Key("u", "undo", "Bring back what was deleted last", shown="u"),
    Key("i", "details", "All that is known of the run"),
    Key("y", "next_quantity", "Curves of the test or training loss or score"),
    Key("l", "switch_scale", "Loss axis logarithmic or linear"),
    Key("1", "show('runs')", "Runs and curves"),
    Key("2", "show('boundaries')", "Boundaries"),
    Key("3", "show('parameters')", "Parameters that differ"),
    Key("up,k", "move(-1)", "The run above"),
    Key("down,j", "move(1)", "The run below"),
    Key("pageup", "turn(-1)", "A page up"),
    Key("pagedown", "turn(1)", "A page down"),
    Key("home", "move(-1000000)", "The first run"),
    Key("end", "move(1000000)", "The last run"),
    Key("escape", "leave", "Leave what is typed, else the marks, the filter, the screen"),
    Key("question_mark,f1", "help", "Help", "Help", "?"),
    Key("q", "app.quit", "Quit", "Quit"),
)
