"""What somebody who works here set going, and who ends it as their account changes."""
