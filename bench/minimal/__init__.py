"""A minimal Dash app: the floor of start-up."""
