"""One file per chart: from the analysis to a figure."""
