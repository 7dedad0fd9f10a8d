"""The plan of a shared session: written out, kept in versions, approved by the client."""
