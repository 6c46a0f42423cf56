"""Cut texts into lines, and read what any line says of itself: label, title, link, language."""
