"""The rules of cases: pure, no database, no clock."""
