"""Money, dates, codes and words: read from what people type, written as papers print them; no records."""
