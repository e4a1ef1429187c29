"""Other statistics beside the grades: facts side by side, never a cause."""
