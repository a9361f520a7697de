"""The content compiler: text -> checked -> one read-only database. Never imported by the window."""
