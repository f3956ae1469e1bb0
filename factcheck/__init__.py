"""The factcheck project: settings, routes and everything that starts and stops it."""

# The only place that holds the version. After a release it is the next one, followed by .dev0.
__version__ = "0.2.0.dev0"
