"""The faces: the command line, and the work that every face does. The only room that touches disk, clock and chance."""

import gc

gc.set_threshold(200_000, 20, 100)  # one call makes a course and ends: a tenth of its time went into looking for litter
