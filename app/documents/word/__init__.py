"""The official page as a Word document, with text that the office can change."""
