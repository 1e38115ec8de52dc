"""The formats of export: view → bytes. Each module here holds one, and is found by being here."""
