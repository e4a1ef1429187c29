"""Briefings: charts and packs that go straight into a cabinet paper."""
