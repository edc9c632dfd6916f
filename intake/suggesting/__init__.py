"""From documents to proposed rows: nothing here writes into the data set."""
