"""Statistics of inspections: frames in, frames out, no Dash."""
