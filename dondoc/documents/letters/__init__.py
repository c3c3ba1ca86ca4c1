"""Letters and lists: công văn đôn đốc, biên bản kiểm tra, danh sách."""
