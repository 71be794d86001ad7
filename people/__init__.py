"""Who it is about: municipalities, persons, roles, tenant scope, who may see what."""
