"""What every drawing is made with: a canvas in pixels, widths of words, and where labels go."""
