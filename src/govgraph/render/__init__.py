"""Values as text for people and programs; nothing here opens a file or asks a store."""
