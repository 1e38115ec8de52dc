"""The letter to an owner, in words, and in each format that a secretary sends or keeps."""
