"""How the blocks of a course fall into slides: layouts, fit, one file for each family of page."""
