"""Every message leaves through one door, and every try comes back as an outcome (DESIGN §6).

`door.send` takes an Apprise address; `email` replaces Apprise's own mail plugin, `mime` writes
the letter, `transaction` hands it to the server over a line of `smtp_pool`. `envelope` carries
what Apprise does not.
"""
