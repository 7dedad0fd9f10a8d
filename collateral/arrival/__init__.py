"""Who comes to a session, as the front desk or the clinician sees it at the door."""
