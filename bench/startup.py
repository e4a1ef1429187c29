"""Start-up of the app against a minimal Dash app that uses the same libraries and reads the same tables."""

from bench.floors import process_seconds, report

AIM = 1.15

if __name__ == "__main__":
    ours, minimal, bare = process_seconds(
        ["import app", "import bench.minimal.app", "import dash, pandas, dash_ag_grid"], 9
    )
    report("start-up", ours, minimal, "a minimal Dash app of the same libraries", AIM)
    print(f"importing dash, pandas and dash_ag_grid alone: {bare * 1000:.1f} ms")
