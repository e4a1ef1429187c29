"""A tile grid of London: each borough a square of the same size, near where it lies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tile:
    """Where a borough's tile stands (column from the west, row from the north) and its short names."""

    column: int
    row: int
    short: str
    shortest: str


LONDON = {
    "E09000010": Tile(4, 0, "Enfield", "ENF"),
    "E09000015": Tile(2, 1, "Harrow", "HRW"),
    "E09000003": Tile(3, 1, "Barnet", "BNT"),
    "E09000014": Tile(4, 1, "Haringey", "HGY"),
    "E09000031": Tile(5, 1, "Walth. F.", "WTF"),
    "E09000017": Tile(0, 2, "Hillingdon", "HDN"),
    "E09000009": Tile(1, 2, "Ealing", "EAL"),
    "E09000005": Tile(2, 2, "Brent", "BRT"),
    "E09000007": Tile(3, 2, "Camden", "CMD"),
    "E09000019": Tile(4, 2, "Islington", "ISL"),
    "E09000012": Tile(5, 2, "Hackney", "HCK"),
    "E09000026": Tile(6, 2, "Redbridge", "RDB"),
    "E09000016": Tile(7, 2, "Havering", "HVG"),
    "E09000018": Tile(0, 3, "Hounslow", "HNS"),
    "E09000013": Tile(1, 3, "Ham. & F.", "HMF"),
    "E09000020": Tile(2, 3, "Ken. & C.", "KNS"),
    "E09000033": Tile(3, 3, "Westm’r", "WST"),
    "E09000001": Tile(4, 3, "City", "CTY"),
    "E09000030": Tile(5, 3, "Tower H.", "TOW"),
    "E09000025": Tile(6, 3, "Newham", "NWM"),
    "E09000002": Tile(7, 3, "Bark. & D.", "BDG"),
    "E09000027": Tile(1, 4, "Richmond", "RCH"),
    "E09000032": Tile(2, 4, "Wandsw.", "WNS"),
    "E09000022": Tile(3, 4, "Lambeth", "LAM"),
    "E09000028": Tile(4, 4, "Southwark", "SWK"),
    "E09000023": Tile(5, 4, "Lewisham", "LSH"),
    "E09000011": Tile(6, 4, "Greenwich", "GRN"),
    "E09000004": Tile(7, 4, "Bexley", "BXL"),
    "E09000021": Tile(1, 5, "Kingston", "KNG"),
    "E09000024": Tile(2, 5, "Merton", "MRT"),
    "E09000008": Tile(3, 5, "Croydon", "CRD"),
    "E09000006": Tile(5, 5, "Bromley", "BRM"),
    "E09000029": Tile(2, 6, "Sutton", "STN"),
}
"""ONS code of each borough, and of the City of London -> its tile."""

COLUMNS, ROWS = 8, 7
