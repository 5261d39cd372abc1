"""`python -m generator` is `scorewright`."""

import sys

from generator.cli import main

sys.exit(main())
