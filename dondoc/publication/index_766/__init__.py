"""The official index of Quyết định 766/QĐ-TTg: handed in as a table, shown beside our own score."""
