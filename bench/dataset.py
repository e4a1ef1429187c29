"""Loading the dataset against reading the same files with pandas alone."""

import pandas as pd

from bench.floors import report, seconds
from loaders import load_dataset
from loaders.paths import DATA

NAMES = ("authorities", "inspections", "judgements", "disagreements", "improvements", "published_figures", "documents")


def plain() -> None:
    for name in NAMES:
        pd.read_csv(DATA / f"{name}.csv", dtype="string")


if __name__ == "__main__":
    report("dataset", seconds(load_dataset, 15), seconds(plain, 15), "reading the CSV files untyped", 2)
