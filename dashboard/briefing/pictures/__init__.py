"""The pictures of a briefing, each with its words inside."""
