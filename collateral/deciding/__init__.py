"""One decision for several sessions on hold: to go on without someone, or to cancel."""
