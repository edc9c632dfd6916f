"""Write the golden record of every data set anew: `python -m tests.golden`."""

from tests.golden import DATA_SETS, RECORDS, write_record

for name in DATA_SETS:
    write_record(name, RECORDS / name)
