"""minsheng: from one register (台账) to every table and bulletin of a 民生实事 office."""

__version__ = "0.1.0"
