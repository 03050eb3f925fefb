"""Files of any kind as they are: paragraphs and tables in order, nothing understood yet."""
