"""Addresses of the newsroom: what everybody reads, and the light desk."""
