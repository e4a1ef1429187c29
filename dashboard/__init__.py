"""The dashboard: statistics and figures of the dataset, and the Dash app that shows them."""
