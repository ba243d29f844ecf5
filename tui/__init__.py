"""The screen: a Textual app that sets the parameters, starts the training and draws it."""
