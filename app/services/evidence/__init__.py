"""Evidence: what an inspector may ask to see behind a figure or of a project, and what of it is missing."""
