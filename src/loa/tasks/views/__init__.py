"""The light desk: pages of our own for officers and leaders, small enough for an old telephone."""
