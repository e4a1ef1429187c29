"""What was drawn, read back into tables: as a reader with a ruler and a colour chart would do it.

`drawn` alone knows how a figure is made; the readers know only rectangles, lines, marks and words in pixels.
"""
