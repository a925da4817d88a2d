"""线索跟踪: leads, enterprises, fellows from here, activities."""
