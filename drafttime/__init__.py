"""drafttime: the labour of revision, read from a writer's git history."""

__version__ = "0.1.0"
