"""A run as a picture and as a page for people: SVG and HTML, without scripts or addresses."""
