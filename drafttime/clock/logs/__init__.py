"""One file per format of imported time log."""
