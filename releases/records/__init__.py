"""Consent to sign on a screen, and that it is taken back: 15 USC 7001(c)."""
