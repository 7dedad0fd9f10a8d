"""What is handed out to read, beside a shared session and before one."""
