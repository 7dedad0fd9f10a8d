"""Both parents of a minor: who was told, asked, answered, and got a copy."""
