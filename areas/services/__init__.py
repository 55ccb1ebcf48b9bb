"""What may be done to areas, in the users' words."""
