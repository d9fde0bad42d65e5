"""What is about to be brought in, shown before it is stored."""
