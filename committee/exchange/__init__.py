"""What leaves as a file and comes back as one. Reading and comparing is pure; nothing here writes to the database."""
