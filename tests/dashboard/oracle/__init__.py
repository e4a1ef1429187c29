"""An oracle for sentences: what a sentence says, taken out of its words, against what the tables of data/ give.

Nothing of `loaders` or `dashboard` is used here: the tables are read as CSV, and every count, rank, grade and date is
worked out anew. A sentence whose shape nobody has told the oracle is a failure: new wording is given to it as a rule in
`authority`, `england`, `comparing`, `visiting` or `moving`, or, where it states no fact, in `prose`.
"""
