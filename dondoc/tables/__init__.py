"""Tables as people save them: CSV, xlsx, docx; rows known by their headings."""
