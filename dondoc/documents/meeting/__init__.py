"""Papers of a conference: giấy mời, biên bản hội nghị, thông báo kết luận (decision 0079)."""
