"""The data as things and what leads from one to another, of which each view takes a part."""
