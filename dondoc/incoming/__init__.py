"""Mail that comes in: kept first, then understood, step by step (reference: replies.md §2).

Raw mail stored, the same mail once, our own mail, a server's report, a robot, the case, the
sender, the text. Only a letter that passes every step becomes a submission; whatever is in doubt
waits for an officer, with the reason.
"""
