"""What is decided before any file format: document, deck, forms, the geometry of the answer sheet."""
