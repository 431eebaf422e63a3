"""The report page, the terminal summary, JSON and tables."""
