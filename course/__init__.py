"""What is taught: the model, how it is read from YAML with the place of every value, and what is checked."""
