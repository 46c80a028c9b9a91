#pragma once

#include "operations/recorder.h"

namespace espalier::operations {

/// The module or name of that dotted name in Alembic: "alembic", "alembic.op", "alembic.op.add_column",
/// "alembic.context"; nullopt where it is not Alembic's.
std::optional<Value> alembicName(Interpreter& interpreter, Recorder& recorder, const QString& dotted);

/// "alembic.op" of that module of Alembic; empty for all else.
QString alembicModule(const Value& value);

/// op.get_context() and what context.get_context() gives.
Value migrationContext(Recorder& recorder);

/// A directive of `op`, bound: op.NAME. nullopt where Alembic has none of that name.
std::optional<Value> directive(Recorder& recorder, const QString& name);

/// What stands for a name of `op` that Alembic does not have.
std::optional<Value> pluginDirective(Interpreter& interpreter, Recorder& recorder, const QString& name);

} // namespace espalier::operations
