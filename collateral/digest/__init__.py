"""What the next working day brings, mailed the afternoon before to who works here."""
