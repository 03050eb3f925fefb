"""The tests of minsheng; helpers are imported as ``from tests.office import convert``."""
