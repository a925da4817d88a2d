"""From file to file, composed once for the window and the terminal."""
