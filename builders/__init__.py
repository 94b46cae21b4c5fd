"""Makers of files: the same input gives the same bytes. No disk, no clock, no chance."""
