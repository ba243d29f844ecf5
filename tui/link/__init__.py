"""The way from the app to the terminal: what differs is sent, no faster than it arrives."""
