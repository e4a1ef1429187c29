"""Other statistics drawn beside the grades: facts side by side, never a cause."""
