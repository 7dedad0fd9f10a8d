"""Every look at what is known of a client is recorded as it is shown."""
