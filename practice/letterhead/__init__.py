"""What the practice is called, where it is and how to reach it, as its papers and mails say."""
