"""Many sources to one record: what is the same event, whom to believe, and the ledger of what they disagree on."""
