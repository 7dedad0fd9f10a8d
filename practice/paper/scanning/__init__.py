"""Pages out of files that anyone may have made: looked at, and read, in a process apart."""
