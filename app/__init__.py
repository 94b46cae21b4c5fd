"""The faces: the command line, and the work that every face does. The only room that touches disk, clock and chance."""

import gc
import os

os.environ["PYDANTIC_DISABLE_PLUGINS"] = "1"  # it would read what every installed package says of itself, to find none
gc.set_threshold(200_000, 20, 100)  # one call makes a course and ends: a tenth of its time went into looking for litter
