"""What cells and forms say, read into exact values: money, dates, codes, words, quantities."""
