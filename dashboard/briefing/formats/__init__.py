"""A writer for each file format of a briefing."""
