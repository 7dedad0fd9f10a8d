"""The browsers with which somebody signs in, and where they are signed in now."""
