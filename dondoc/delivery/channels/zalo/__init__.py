"""Zalo: messages of an Official Account and ZNS, its tokens, its web service."""
