"""Calls of people about whom no release speaks: they are listened to, and told nothing."""
