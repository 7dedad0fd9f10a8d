"""A client's people, and who may speak to whom: 45 CFR 164.508(c)(1)(ii), (iii)."""
