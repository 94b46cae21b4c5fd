"""Web pages: letters into HTML, colours into CSS, one script and one style into a page that asks for nothing else."""
