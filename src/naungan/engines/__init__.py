"""The law over many rows: the same formulas, put into the words of compiled loops or of SQL.

An engine is a table of words.  `sql.select_sql` makes a SELECT of a program, `arrays.kernel` a compiled
loop over NumPy columns, `tables.compute` turns a file into a file, and `conformance.run` holds any engine
to the same rupiah.
"""
