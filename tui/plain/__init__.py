"""The linear mode: the experiment of the dashboard by menus and lines, without a screen."""
