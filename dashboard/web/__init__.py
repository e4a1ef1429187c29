"""What stands between a visitor and the pages: addresses, headers, kept answers, guards, and the facts as files."""
