"""What changed: alignment of drafts and of revisions, distances."""
