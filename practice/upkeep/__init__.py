"""Whether the practice's machine is looked after, said in sentences."""
