"""Work that outlives a request, waiting on the same PostgreSQL as all else."""
