"""Each case is data: no test is collected from the projects."""

collect_ignore_glob = ["base/*", "cases/*"]
