"""The faces: the command line, and the work that every face does. The only room that touches disk, clock and chance."""
