"""What the e-learning page weighs and costs: bytes, gzip, its script, CPU of one cold build.

    python bench/module/weigh.py [COURSE]
"""

import gzip
import re
import sys
import time
from importlib import import_module

from app.work import check, course_folder
from assets.look import load_look

look = load_look()
loaded = check(course_folder(sys.argv[1] if len(sys.argv) > 1 else None), look)
if loaded.course is None:
    raise SystemExit("the course has errors: taphuan check")
start = time.process_time()
product, module = import_module("builders.product"), import_module("builders.module")
text = module.build(product.Materials(loaded.course, look))
cpu = time.process_time() - start
script = re.search(r"<script>(.*?)</script>", text, re.S)[1]
print(f"page    {len(text.encode()):>7} bytes, {len(gzip.compress(text.encode(), 9)):>6} gzip")
print(f"script  {len(script.encode()):>7} bytes, {len(gzip.compress(script.encode(), 9)):>6} gzip")
print(f"build   {cpu:>7.3f} s of CPU, imports of the maker included")
