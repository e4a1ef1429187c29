"""Start-up of the app against importing dash, pandas and plotly alone."""

from bench.floors import process, report, seconds

if __name__ == "__main__":
    floor = seconds(process("import dash, pandas, plotly.graph_objects, dash_ag_grid"), 7)
    bare = seconds(process("import dash, pandas, plotly.graph_objects"), 7)
    ours = seconds(process("import app"), 7)
    report("start-up", ours, bare, "importing dash, pandas and plotly", 1.3)
    report("start-up", ours, floor, "those and the two component libraries", 1.3)
