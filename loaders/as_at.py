"""What counts on a date: Ofsted's "as at" rule for inspections and for authorities.

The rule, as Ofsted's statistical releases apply it: of each authority that existed on the date,
the latest full inspection that started on or before the date and whose report was published by
a cut-off. Where the start is not known, the cut-off alone applies. A date that is known by its
month alone counts from the month's last day. A new body inherits nothing.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from loaders.grades import Precision

CUT_OFFS = {
    dt.date(2015, 6, 30): dt.date(2015, 6, 30),
    dt.date(2017, 3, 31): dt.date(2017, 4, 30),
    dt.date(2017, 10, 31): dt.date(2017, 12, 8),
    dt.date(2018, 3, 31): dt.date(2018, 4, 30),
    dt.date(2018, 8, 31): dt.date(2018, 8, 31),
    dt.date(2018, 9, 30): dt.date(2018, 10, 31),
    dt.date(2019, 3, 31): dt.date(2019, 4, 30),
    dt.date(2019, 8, 31): dt.date(2019, 9, 30),
    dt.date(2020, 3, 31): dt.date(2020, 4, 30),
    dt.date(2021, 3, 31): dt.date(2021, 4, 30),
    dt.date(2022, 3, 31): dt.date(2022, 4, 30),
    dt.date(2023, 3, 31): dt.date(2023, 4, 30),
    dt.date(2024, 3, 31): dt.date(2024, 6, 30),
    dt.date(2025, 3, 31): dt.date(2025, 6, 30),
}
"""Date described -> last day of publication that counts, as each of Ofsted's releases states it.

One release departs from its own: that of 31 March 2023 counts South Tyneside, published on 10 May 2023
(its note 4), so that it prints 14 inadequate and 65 good where this rule gives 13 and 66.
"""

THREE_MONTHS_SINCE = dt.date(2024, 3, 31)
"""From this release on Ofsted waits three months for reports; until then it waited one."""


def default_cut_off(as_at: dt.date) -> dt.date:
    """The day by which a report must be published to count on `as_at`.

    A date that Ofsted has described has the cut-off of that release. Any other date is treated as
    Ofsted treated its dates at the time: the last day of the following month, and from
    31 March 2024 on the last day of the third month after.
    """
    if as_at in CUT_OFFS:
        return CUT_OFFS[as_at]
    month = as_at.month + (3 if as_at >= THREE_MONTHS_SINCE else 1)
    year = as_at.year + (month - 1) // 12
    if year > dt.MAXYEAR:
        return dt.date.max
    month = (month - 1) % 12 + 1
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def existed(authorities: pd.DataFrame, date: dt.date) -> pd.Series:
    """Which authorities existed on `date`: from the day established until the day before abolition."""
    return pd.Series(Lifetimes.of(authorities).existing([date])[:, 0], index=authorities.index)


def known_on(authorities: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    """The authorities as a day knows them: those that had begun, in their order.

    An end that lies ahead, and who will follow, are blank: until that day nothing changes.
    """
    then = pd.Timestamp(day)
    frame = authorities[~(authorities["established"] > then)].reset_index(drop=True)
    lasting = ~(frame["abolished"] <= then)
    return frame.assign(abolished=frame["abolished"].mask(lasting), successors=frame["successors"].mask(lasting))


def of_today(bodies: pd.DataFrame) -> pd.DataFrame:
    """Those that exist on the day of `known_on`, which has no end for them."""
    return bodies[bodies["abolished"].isna()]


def of_before(bodies: pd.DataFrame) -> pd.DataFrame:
    """Those that had ended by the day of `known_on`."""
    return bodies[bodies["abolished"].notna()]


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """From which day each authority existed, and from which no longer; not a time where that is not known."""

    established: npt.NDArray[np.datetime64]
    abolished: npt.NDArray[np.datetime64]

    @classmethod
    def of(cls, authorities: pd.DataFrame) -> Lifetimes:
        """Those of a table of authorities."""
        return cls(
            *(authorities[name].to_numpy(dtype="datetime64[D]")[:, None] for name in ("established", "abolished"))
        )

    def existing(self, dates: Sequence[dt.date]) -> npt.NDArray[np.bool_]:
        """Whether each authority (rows) existed on each date (columns)."""
        days = np.array(dates, dtype="datetime64[D]")
        begun = np.isnat(self.established) | (self.established <= days)
        alive: npt.NDArray[np.bool_] = begun & ~(self.abolished <= days)
        return alive


def known_by(dates: pd.Series, precision: pd.Series) -> npt.NDArray[np.datetime64]:
    """The first day on which each date has certainly passed: the last of the month where only that is known."""
    days = dates.to_numpy(dtype="datetime64[D]")
    month_ends = (days.astype("datetime64[M]") + 1).astype("datetime64[D]") - np.timedelta64(1, "D")
    by_month = (precision == Precision.MONTH.value).to_numpy(dtype=bool, na_value=False)
    return np.where(by_month, month_ends, days)
