from django.db import migrations

VERSION = "a version of an H5P package that was checked is never changed"
LIBRARY = "an installed H5P library is never changed"
FORWARD = {
    "postgresql": [
        f"""
        CREATE FUNCTION h5p_version_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '{VERSION}' USING ERRCODE = 'check_violation';
        END $$
        """,
        """
        CREATE TRIGGER version_never_changes BEFORE UPDATE ON h5p_packageversion
            FOR EACH ROW WHEN (OLD.state <> 'waiting') EXECUTE FUNCTION h5p_version_is_frozen()
        """,
        f"""
        CREATE FUNCTION h5p_library_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '{LIBRARY}' USING ERRCODE = 'check_violation';
        END $$
        """,
        """
        CREATE TRIGGER library_never_changes BEFORE UPDATE ON h5p_library
            FOR EACH ROW EXECUTE FUNCTION h5p_library_is_frozen()
        """,
    ],
    "sqlite": [
        f"""
        CREATE TRIGGER version_never_changes BEFORE UPDATE ON h5p_packageversion
            WHEN OLD.state <> 'waiting' BEGIN SELECT RAISE(ABORT, '{VERSION}'); END
        """,
        f"""
        CREATE TRIGGER library_never_changes BEFORE UPDATE ON h5p_library
            BEGIN SELECT RAISE(ABORT, '{LIBRARY}'); END
        """,
    ],
}
BACK = {
    "postgresql": [
        "DROP TRIGGER library_never_changes ON h5p_library",
        "DROP FUNCTION h5p_library_is_frozen()",
        "DROP TRIGGER version_never_changes ON h5p_packageversion",
        "DROP FUNCTION h5p_version_is_frozen()",
    ],
    "sqlite": ["DROP TRIGGER library_never_changes", "DROP TRIGGER version_never_changes"],
}


def _run(statements, schema_editor):
    for statement in statements.get(schema_editor.connection.vendor, ()):
        schema_editor.execute(statement)


def forward(apps, schema_editor):
    _run(FORWARD, schema_editor)


def back(apps, schema_editor):
    _run(BACK, schema_editor)


class Migration(migrations.Migration):
    dependencies = [("h5p", "0001_store")]

    operations = [migrations.RunPython(forward, back)]
