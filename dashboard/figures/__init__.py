"""Figures: stories and frames in, plotly figures out; no Dash."""
