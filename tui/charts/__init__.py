"""The charts of the dashboard: thin widgets over the pictures of `plotting`."""
