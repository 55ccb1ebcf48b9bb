"""What is typed about areas."""
