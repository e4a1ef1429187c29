"""One authority's history: its story, how long each judgement stood, and what stands on a day."""
