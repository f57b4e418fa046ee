package io.waddleperf.sink;

/// A row that needs its series in the table `series`.
interface OfSeries extends Row {
    /// The number of the series.
    long series();

    /// What the row knows of it.
    Sighting sighting();
}
