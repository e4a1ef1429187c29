"""What every drawing is made with: a scene in pixels and its renderers, widths of words, and where labels go."""
