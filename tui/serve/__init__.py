"""The dashboard in a browser: a page on this machine, and a process for each visitor of it."""
