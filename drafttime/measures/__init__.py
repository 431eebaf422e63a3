"""One file per measure: a number with its unit, range, definition and source."""
