"""Where each idea that this program is made from lives in it."""
