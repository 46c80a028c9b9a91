#include "operations/sqlalchemy/oslo.h"

#include "operations/sqlalchemy/type.h"

#include <algorithm>

namespace espalier::operations {

namespace {

struct Brought {
    const char* mixin; ///< of oslo_db.sqlalchemy.models
    const char* name; ///< null: it brings none
    const char* type;
    const char* filledBy;
};
constexpr Brought brought[] = {
    { "ModelBase", nullptr, nullptr, nullptr },
    { "ModelIterator", nullptr, nullptr, nullptr },
    { "TimestampMixin", "created_at", "DateTime", "default" },
    { "TimestampMixin", "updated_at", "DateTime", "onupdate" },
    { "SoftDeleteMixin", "deleted_at", "DateTime", nullptr },
    { "SoftDeleteMixin", "deleted", "Integer", "default" },
};

std::optional<QString> mixinName(const QString& dotted)
{
    const QString module = QStringLiteral("oslo_db.sqlalchemy.models.");
    return dotted.startsWith(module) ? std::optional(dotted.mid(module.size())) : std::nullopt;
}

} // namespace

bool isOsloMixin(const QString& dotted)
{
    const std::optional<QString> name = mixinName(dotted);
    return name && std::any_of(std::begin(brought), std::end(brought), [&](const Brought& one) {
        return *name == QLatin1String(one.mixin);
    });
}

std::vector<std::shared_ptr<ColumnHost>> osloColumns(
    Interpreter& interpreter, SqlalchemyContext& context, const QString& dotted)
{
    std::vector<std::shared_ptr<ColumnHost>> columns;
    const std::optional<QString> name = mixinName(dotted);
    for (const Brought& one : brought) {
        if (!name || !one.name || *name != QLatin1String(one.mixin))
            continue;
        Arguments arguments;
        arguments.positional = { Value::string(QLatin1String(one.name)),
            makeTypeInstance(interpreter, context, QLatin1String(one.type), {}) };
        if (one.filledBy)
            arguments.keywords.emplace_back(QLatin1String(one.filledBy), Value::number(0));
        columns.push_back(makeColumn(interpreter, context, arguments).as<ColumnHost>());
    }
    return columns;
}

} // namespace espalier::operations
