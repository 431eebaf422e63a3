"""Commits and blobs, read through a clean room; the only package that imports git."""
