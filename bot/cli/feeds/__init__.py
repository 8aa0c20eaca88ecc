"""`wirewatch feeds`: list, add, retry, import, export."""
