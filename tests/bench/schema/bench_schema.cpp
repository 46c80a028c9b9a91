// Replaying changes and comparing schemas, alone.
#include "support/schema_builder.h"

#include "dialects/dialect.h"
#include "schema/apply.h"
#include "schema/difference.h"

#include <benchmark/benchmark.h>

using namespace espalier;
using namespace espalier::test;

namespace {

const schema::SchemaRules& rules() { return dialects::findDialect(text("postgresql"))->schemaRules(); }

/// Tables of ten columns, each with a foreign key, a unique constraint and an index.
std::vector<schema::Change> creations(int tables)
{
    std::vector<schema::Change> changes;
    for (int i = 0; i < tables; ++i) {
        const std::string name = "table_" + std::to_string(i);
        Col parent("parent");
        if (i > 0)
            parent.to(("table_" + std::to_string(i / 2) + ".id").c_str());
        std::vector<Col> columns{ Col("id").key(), parent.indexed(), Col("code", stringType(20)).unique() };
        for (const char* column : { "a", "b", "c", "d", "e", "f", "g" })
            columns.push_back(Col(column, stringType(50)).textDefault("x"));
        changes.push_back(create(name.c_str(), columns));
    }
    return changes;
}

schema::Schema schemaOf(int tables)
{
    schema::Replay replay(rules());
    for (const schema::Change& change : creations(tables))
        replay.apply(change);
    return replay.schema();
}

/// The same schema as a catalogue would say it: no value is shared, types and defaults are spelt as the server does.
schema::Schema asIntrospected(const schema::Schema& schema)
{
    schema::Schema copy = schema;
    for (const auto& table : schema.tables) {
        schema::Table told = *table;
        for (schema::Column& column : told.columns) {
            const bool isText = column.type.name == text("String");
            column.type = schema::SqlType::fromSql(
                isText ? QStringLiteral("character varying(%1)").arg(*column.type.length) : text("integer"));
            if (column.serverDefault)
                column.serverDefault = schema::Expression::literalColumn(text("'x'::character varying"));
            column.nullable = column.isNullable();
        }
        copy.put(std::move(told));
    }
    return copy;
}

void replayOfTables(benchmark::State& state)
{
    const auto changes = creations(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        schema::Replay replay(rules());
        for (const schema::Change& change : changes)
            replay.apply(change);
        benchmark::DoNotOptimize(replay.schema().tables.size());
    }
    state.SetComplexityN(state.range(0));
}
BENCHMARK(replayOfTables)->Arg(500)->Arg(5000)->Arg(10000)->Unit(benchmark::kMillisecond)->Complexity();

void differenceOfEqualSchemas(benchmark::State& state)
{
    const schema::Schema ours = schemaOf(static_cast<int>(state.range(0)));
    const schema::Schema theirs = asIntrospected(ours);
    size_t found = 0;
    for (auto _ : state)
        found = schema::difference(ours, theirs, rules()).size();
    state.counters["differences"] = static_cast<double>(found);
}
BENCHMARK(differenceOfEqualSchemas)->Arg(5000)->Unit(benchmark::kMillisecond);

void differenceFromNothing(benchmark::State& state)
{
    const schema::Schema ours = schemaOf(static_cast<int>(state.range(0)));
    for (auto _ : state)
        benchmark::DoNotOptimize(schema::difference({}, ours, rules()).size());
}
BENCHMARK(differenceFromNothing)->Arg(5000)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
