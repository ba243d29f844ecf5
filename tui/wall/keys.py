"""The keys of the wall: what each does, in the footer and the help."""

from ..keys import Key

KEYS = (
    Key("enter", "open", "Open the cell as a full dashboard", "Open", "enter"),
    Key("space", "stop_or_go_on", "Stop everything, or go on with what is not over", "Go/stop"),
    Key("x", "kill", "End the trainings of the cell", "Kill"),
    Key("e", "extend", "Train the cell again for twice as many epochs", "Extend"),
    Key("o", "next_sort", "Sort by the next knob, the loss or the verdict", "Sort"),
    Key("f", "filter", "Show only some cells", "Filter"),
    Key("y", "next_loss", "Curves of the test or of the training loss"),
    Key("a", "next_axis", "Slice along the next knob"),
    Key("1", "show('wall')", "Wall"),
    Key("2", "show('curves')", "Curves"),
    Key("3", "show('slice')", "Slice"),
    Key("4", "show('parallel')", "Parallel coordinates"),
    Key("5", "show('seeds')", "Seeds"),
    Key("left,h", "move(-1, 0)", "The cell before"),
    Key("right,l", "move(1, 0)", "The next cell"),
    Key("up,k", "move(0, -1)", "The cell above"),
    Key("down,j", "move(0, 1)", "The cell below"),
    Key("home", "move(-1000000, 0)", "The first cell"),
    Key("end", "move(1000000, 0)", "The last cell"),
    Key("escape", "leave", "Leave the filter, or else the wall", "Back", "esc"),
    Key("question_mark,f1", "help", "Help", "Help", "?"),
    Key("q", "app.quit", "Quit", "Quit"),
)
