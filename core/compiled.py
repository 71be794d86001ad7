"""Queries that Django writes once (ADR 0014): on a page that everybody opens, writing them costs more than their answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db import connection
from django.db.models import BooleanField, Expression, Func, Model
from django.db.models.query import get_related_populators
from django.db.models.sql import UpdateQuery

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.db.models.sql.compiler import SQLCompiler


ModelT = TypeVar("ModelT", bound=Model)


class Given(Expression):
    """Stands in a compiled query for a value that comes with the question."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        """A parameter; this object keeps its place until there is a value."""
        return "%s", [self]


class OneOf(Func):
    """That a column is one of some given values: a single parameter, however many there are."""

    arg_joiner = " = ANY("
    template = "%(expressions)s)"
    output_field = BooleanField()


@dataclass(frozen=True)
class Statement:
    """A query as it goes to the database, and what its answers still need."""

    sql: str
    parameters: tuple[Any, ...]
    compiler: SQLCompiler
    converters: dict[int, Any]


@dataclass(frozen=True)
class Shape:
    """How a row becomes an object, with what `select_related` brought along."""

    model: type[Model]
    columns: slice
    names: tuple[str, ...]
    related: tuple[Any, ...]

    def object_of(self, row: tuple[Any, ...]) -> Any:
        """The object that stands in a row."""
        found = self.model.from_db(connection.alias, self.names, row[self.columns])
        for each in self.related:
            each.populate(row, found)
        return found


class Compiled(Generic[ModelT]):
    """A query whose SQL is written when it is first asked; after that only the given values differ."""

    def __init__(self, build: Callable[[], QuerySet[ModelT, Any]]) -> None:
        self._build = build

    def ask(self, **given: Any) -> list[tuple[Any, ...]]:
        """The rows of `values_list`. One query."""
        written = self._written
        with connection.cursor() as cursor:
            cursor.execute(written.sql, _filled(written.parameters, given))
            rows = cursor.fetchall()
        if not written.converters:
            return rows
        return [tuple(row) for row in written.compiler.apply_converters(rows, written.converters)]

    def load(self, **given: Any) -> list[ModelT]:
        """The objects of a query set that asks for whole ones. One query."""
        return [self._shape.object_of(row) for row in self.ask(**given)]

    @cached_property
    def _written(self) -> Statement:
        compiler = self._build().query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        return Statement(sql, tuple(parameters), compiler, converters)

    @cached_property
    def _shape(self) -> Shape:
        """As Django's own `ModelIterable` finds it for each query anew."""
        compiler = self._written.compiler
        found, select = compiler.klass_info, compiler.select
        own = slice(found["select_fields"][0], found["select_fields"][-1] + 1)
        names = tuple(column.target.attname for column, *_ in select[own])
        related = get_related_populators(found, select, connection.alias)  # type: ignore[call-arg] # stubs of Django 6
        return Shape(found["model"], own, names, tuple(related))


class CompiledUpdate:
    """A change of rows whose SQL is written when it is first made; after that only the given values differ."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]], **fields: Given) -> None:
        self._build, self._fields = build, fields

    def make(self, **given: Any) -> int:
        """How many rows were changed. One query."""
        sql, parameters = self._written
        with connection.cursor() as cursor:
            cursor.execute(sql, _filled(parameters, given))
            return cursor.rowcount

    @cached_property
    def _written(self) -> tuple[str, tuple[Any, ...]]:
        """As Django's own `QuerySet.update` writes it each time anew."""
        query: Any = self._build().query.chain(UpdateQuery)
        query.add_update_values(self._fields)
        return query.get_compiler(connection=connection).as_sql()


def _filled(parameters: tuple[Any, ...], given: dict[str, Any]) -> list[Any]:
    return [given[each.name] if isinstance(each, Given) else each for each in parameters]
