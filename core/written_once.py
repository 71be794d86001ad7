"""Rows that the database itself keeps as they were written: operations for migrations."""

from __future__ import annotations

from django.db.migrations import RunSQL

# Erasing somebody at the end of the retention term is the one exception, and says so itself.
UNLESS_ERASING = """
    IF current_setting('leerplein.erasing', true) = 'on' THEN
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END IF;"""
REFUSE = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN{exception}
    RAISE EXCEPTION '{because}' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
"""
KEEP = """
CREATE TRIGGER {table}_is_frozen BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {by}();
CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION {by}();
"""
LET_GO = """
DROP TRIGGER {table}_is_never_emptied ON {table};
DROP TRIGGER {table}_is_frozen ON {table};
"""


def refusal(name: str, *, because: str, but_erasing: bool = False) -> RunSQL:
    """A trigger function of that name, which refuses any change `because`; erasing somebody may be the exception."""
    exception = UNLESS_ERASING if but_erasing else ""
    return RunSQL(REFUSE.format(name=name, because=because, exception=exception), f"DROP FUNCTION {name}();")


def written_once(*tables: str, by: str) -> RunSQL:
    """Rows of these tables are never changed, taken out or emptied: the function `by` refuses it."""
    return RunSQL(
        "".join(KEEP.format(table=table, by=by) for table in tables),
        "".join(LET_GO.format(table=table) for table in reversed(tables)),
    )
