"""Training a network: what to train, when to stop, and the thread that does it."""
