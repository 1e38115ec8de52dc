"""The views: store → nodes and edges. Each module here holds one, and is found by being here."""
