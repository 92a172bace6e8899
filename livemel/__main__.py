"""`python -m livemel` is `livemel`."""

from livemel.cli import main

raise SystemExit(main())
