"""The forms beside a release: signed each by itself, never with a release, and taken back."""
