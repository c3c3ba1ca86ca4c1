"""Contacts and accounts come from files that people keep: checked as a whole, written as a whole.

`contact_columns` and `account_columns` say what a row must hold,
`importing` compares with what is kept and writes.
"""
