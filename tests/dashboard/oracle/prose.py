"""Sentences that state no fact of the tables: what a chart shows, how to read it, whose data they are."""

PROSE = """
A grade stands until the next inspection
Open Government Licence v3.0
Timeline
The table below gives every event
""".strip().splitlines()
