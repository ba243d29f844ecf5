"""The curves of metrics files while they grow: `npnn-tui watch`."""
