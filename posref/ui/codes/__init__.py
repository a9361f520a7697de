"""The Codes page: search, results, answer."""
