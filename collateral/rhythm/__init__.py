"""How others usually take part in a client's care, by modality and age."""
