"""`npnn-tui sweep`: many trainings in one command, as a table or as lines of JSON."""
