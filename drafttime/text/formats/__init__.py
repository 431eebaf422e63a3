"""One file per text format: what a reader reads, and what they never see."""
