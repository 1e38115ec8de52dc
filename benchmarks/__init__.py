"""What is timed, against what, and the invented boards that it is timed on."""
