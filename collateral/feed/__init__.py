"""A clinician's sessions, as another calendar reads them."""
