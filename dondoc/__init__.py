"""Đôn Đốc: the rules, documents, channels and pages of an official plan carried out."""
