"""What we ask of web servers, with the standard library; nothing that a server says is believed.

`client` asks once, and says what failed as the class of what can be done about it (`failures`); `tries` asks
again; `body` reads what comes, within limits; `addresses` knows where it goes, and who may know a password.
"""
