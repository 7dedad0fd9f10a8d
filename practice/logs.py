"""Logs that hold ids and places in the code, never names or what people wrote."""
