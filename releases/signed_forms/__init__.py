"""Forms that are signed beside releases: who signs which, and what they say."""
