"""A backup that was restored over what was newer: what was lost, until somebody says why."""
