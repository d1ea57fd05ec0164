"""Telling people: what happened goes to their phones and mailboxes, and is not forgotten before."""
