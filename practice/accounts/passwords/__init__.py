"""One's password: changed, and had anew by mail."""
