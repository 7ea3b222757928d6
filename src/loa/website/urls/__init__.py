"""Addresses of public pages, and of the desk of those who keep a site."""
