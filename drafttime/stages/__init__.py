"""The stages of an analysis, each from the value of the one before to its own."""
