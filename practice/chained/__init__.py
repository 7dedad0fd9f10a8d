"""What holds for the whole practice until it is said anew, as a row that follows the last.

The rows together are its history, written once. Until an admin first says anything, the
environment does.
"""
