"""Signing by a link, once, on a device of one's own."""
