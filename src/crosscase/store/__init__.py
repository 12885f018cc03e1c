"""The study file: the only folder with SQL. Value <-> row."""
