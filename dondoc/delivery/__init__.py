"""Every message leaves through one door, and every try comes back as an outcome (DESIGN §6).

`apprise_send.send` takes an Apprise address; `channels/` holds the plugins of our own;
`envelope` carries what Apprise does not. `composing/` says what a letter says, `verification/`
keeps back what nobody confirmed, `operating/` is what a person sees and may do.
"""
