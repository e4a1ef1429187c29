"""Tests: they mirror the tree, and import what they share by where it lies."""
