"""Letters and lists: công văn đôn đốc, giấy mời, thông báo kết luận, biên bản, danh sách."""
