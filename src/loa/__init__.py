"""Loa: carries out a local government's yearly communication plan."""

from importlib.metadata import version

__version__ = version("loa")
