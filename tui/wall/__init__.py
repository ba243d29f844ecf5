"""The wall: a sweep on the screen, while it is trained and after."""
