"""The commands that use a run: to predict, to judge it, to give it to other programs."""
