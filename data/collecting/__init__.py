"""From the addresses of submissions to proposed rows: pages are fetched and kept, nothing is written into the tables."""
