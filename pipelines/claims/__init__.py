"""Turn text and fields into claims: rules as data, run over whole columns.

`extraction` is the way through the rooms. `rules` says what a rule is, `engine` runs it; `values`
parses what it finds. `text` cuts texts into lines and reads what each says of itself, `topics` has
the rules, `lists` what pages print about each of their films in one form, `structured` the fields of
records, `films` decides which film is spoken of, `catalogue` what a catalogue knows of it.
"""
