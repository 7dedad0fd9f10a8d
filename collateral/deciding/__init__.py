"""One decision for several sessions on hold: book again, go on without someone, or cancel."""
