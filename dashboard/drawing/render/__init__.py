"""Renderers of a scene: each shows the same items, and none draws anything of its own."""
