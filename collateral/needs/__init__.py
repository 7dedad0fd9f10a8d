"""What needs somebody: one list for each role, the most urgent first."""
