"""What a browser may load and run for our pages: what is ours, and scripts by their nonce."""

from __future__ import annotations

from csp.constants import NONCE, NONE, SELF

# A picture that others made: looked at, never run.
SANDBOX = "default-src 'none'; sandbox"
ONLY_OURS = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Only of what we serve as a script; it is the day sheet's, for want of network.
        "worker-src": [SELF],
        "form-action": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
