"""From the addresses of submissions to proposed rows: nothing here writes into the data set."""
