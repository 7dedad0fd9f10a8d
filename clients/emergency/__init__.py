"""Another clinician's client, seen in an emergency."""
