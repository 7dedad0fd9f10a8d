"""``make install``: a Debian machine made to serve a practice, and brought up to date.

Standard library only, since it runs before anything is installed; as root.
"""
