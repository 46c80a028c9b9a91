#include "operations/alembic/alembic_names.h"

#include "dialects/changes_sql.h"
#include "operations/alembic/batch_host.h"
#include "operations/alembic/plugins.h"
#include "operations/database/connection.h"

#include <algorithm>
#include <array>

namespace espalier::operations {

namespace {

using symbolic::builtin;
using symbolic::makeList;

/// A directive that is done at once.
class Immediate final : public DirectiveTarget {
public:
    explicit Immediate(Recorder& recorder)
        : m_recorder(recorder)
    { }
    void take(Interpreter& interpreter, schema::Change change, dialects::BatchStep) override
    {
        const dialects::Statements sql = dialects::changeToSql(m_recorder.ddl(), change);
        m_recorder.change(interpreter, std::move(change), sql);
    }

private:
    Recorder& m_recorder;
};

/// What is sure of a directive that not all is known of.
Recorder::PartOfDirective knownPart(
    Interpreter& interpreter, Recorder& recorder, const DirectiveFacts& facts, const Arguments& arguments)
{
    DirectiveArguments reader(interpreter, recorder, arguments, facts.parameters);
    const char* const parameter = facts.run == createForeignKey ? "source_table" : "table_name";
    const schema::ObjectName table = reader.has(parameter) ? reader.table(parameter) : schema::ObjectName();
    if (reader.doubt())
        return {};
    if (facts.run == createTable) {
        schema::CreateTable change;
        change.table.name = table;
        change.ifNotExists = reader.isSet("if_not_exists");
        return Recorder::partOf(change);
    }
    if (facts.run == addColumn) {
        schema::ColumnAddition change;
        change.table = table;
        change.column.name = asColumn(interpreter, recorder, reader.required("column")).value.name;
        return Recorder::partOf(change);
    }
    static const std::array adding{ createForeignKey, createPrimaryKey, createUnique, createCheck, createExclude,
        createIndex };
    return { table, std::find(adding.begin(), adding.end(), facts.run) != adding.end() };
}

Value runDirective(
    Interpreter& interpreter, Recorder& recorder, const DirectiveFacts& facts, const Arguments& arguments)
{
    DirectiveArguments reader(interpreter, recorder, arguments, facts.parameters);
    Immediate target(recorder);
    const Value result = facts.run(reader, recorder, target);
    if (reader.doubt() && facts.run != bulkInsert && facts.run != executeDirective)
        recorder.opaquePart(interpreter, reader.doubt(), knownPart(interpreter, recorder, facts, arguments));
    return result;
}

Value alembicModule(Recorder& recorder);

Value runAsync(Interpreter& interpreter, Recorder& recorder)
{
    recorder.opaque(interpreter,
        interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "runs an asynchronous function on the connection (op.run_async)")));
    return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is what an asynchronous function returns"));
}

Value invoke(Interpreter& interpreter, Recorder& recorder, const Arguments& arguments)
{
    const Value operation = arguments.get(0, u"operation");
    if (auto result = recorder.plugins().invoke(interpreter, alembicModule(recorder), operation))
        return *result;
    recorder.opaque(interpreter,
        interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "invokes an operation object (op.invoke)"), { arguments.source() }));
    return {};
}

/// What the object behind `op` has, and `op` has not.
bool isOfOperations(const QString& name)
{
    return name == QLatin1String("migration_context") || name == QLatin1String("impl");
}

/// `op`, and what modules of Alembic are beside it.
class AlembicModule final : public symbolic::Object {
public:
    AlembicModule(Recorder& recorder, QString name)
        : m_recorder(recorder)
        , m_name(std::move(name))
    { }
    QString typeName() const override { return QStringLiteral("module"); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        if (const auto set = m_set.constFind(name); set != m_set.cend())
            return *set;
        if (isOperations && isOfOperations(name))
            return migrationContext(m_recorder);
        return alembicName(interpreter, m_recorder, m_name + QLatin1Char('.') + name);
    }
    bool setAttribute(Interpreter& interpreter, const QString& name, const Value&) override
    {
        m_set.insert(name, interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "`%1` of a package is set"), { name }));
        return true;
    }
    const QString& name() const { return m_name; }
    bool isOperations = false; ///< the object behind `op`

private:
    Recorder& m_recorder;
    QString m_name;
    symbolic::Names m_set; ///< by the project
};

/// What stands behind `op`, which operations that the project adds are given.
Value alembicModule(Recorder& recorder)
{
    return recorder.only(QStringLiteral("operations"), [&recorder] {
        const auto operations = std::make_shared<AlembicModule>(recorder, QStringLiteral("alembic.op"));
        operations->isOperations = true;
        return Value::of(operations);
    });
}

/// op.get_context().autocommit_block()
class AutocommitHost final : public symbolic::Object {
public:
    explicit AutocommitHost(Recorder& recorder)
        : m_recorder(recorder)
    { }
    QString typeName() const override { return QStringLiteral("autocommit_block"); }
    std::optional<Value> enter(Interpreter& interpreter) override
    {
        m_recorder.autocommit(interpreter, true);
        return Value();
    }
    bool leave(Interpreter& interpreter, bool) override
    {
        m_recorder.autocommit(interpreter, false);
        return false;
    }

private:
    Recorder& m_recorder;
};

class MigrationContextHost final : public symbolic::Object {
public:
    explicit MigrationContextHost(Recorder& recorder)
        : m_recorder(recorder)
    { }
    QString typeName() const override { return QStringLiteral("MigrationContext"); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        Recorder& recorder = m_recorder;
        if (name == QLatin1String("autocommit_block"))
            return builtin(name, [&recorder](Interpreter&, const Arguments&) {
                return Value::of(std::make_shared<AutocommitHost>(recorder));
            });
        if (name == QLatin1String("bind") || name == QLatin1String("connection"))
            return connectionOf(recorder);
        if (name == QLatin1String("dialect"))
            return makeDialect(recorder);
        if (name == QLatin1String("as_sql") || name == QLatin1String("opts"))
            recorder.askedForMode();
        if (name == QLatin1String("as_sql"))
            return Value::boolean(recorder.isOffline());
        if (name == QLatin1String("begin_transaction"))
            return builtin(name, [&recorder](Interpreter&, const Arguments&) {
                return Value::of(std::make_shared<Transaction>(recorder));
            });
        if (name == QLatin1String("execute"))
            return directive(recorder, name);
        if (name == QLatin1String("impl") || name == QLatin1String("migration_context"))
            return Value::object(shared_from_this());
        if (name == QLatin1String("config"))
            return alembicName(interpreter, recorder, QStringLiteral("alembic.context.config"));
        if (name == QLatin1String("opts"))
            return options(interpreter);
        const MigrationSettings& settings = recorder.circumstances().settings;
        if (name == QLatin1String("version_table"))
            return Value::string(settings.versionTable.name);
        if (name == QLatin1String("version_table_schema"))
            return settings.versionTable.schema.isEmpty() ? Value() : Value::string(settings.versionTable.schema);
        if (name == QLatin1String("transactional_ddl"))
            return Value::boolean(settings.transactionalDdl.value_or(recorder.ddl().isTransactional()));
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "asks Alembic's context for %1"), { name });
    }

private:
    Value options(Interpreter& interpreter) const
    {
        const auto all = std::make_shared<symbolic::Dict>();
        const MigrationSettings& settings = m_recorder.circumstances().settings;
        all->insert(Value::string(QStringLiteral("as_sql")), Value::boolean(m_recorder.isOffline()));
        all->insert(Value::string(QStringLiteral("version_table")), Value::string(settings.versionTable.name));
        all->doubt = interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "asks Alembic's context for %1"), { QStringLiteral("opts") });
        return Value::of(all);
    }
    Recorder& m_recorder;
};

/// The settings: config.get_main_option() and the rest.
class ConfigHost final : public symbolic::Object {
public:
    explicit ConfigHost(Recorder& recorder)
        : m_recorder(recorder)
    { }
    QString typeName() const override { return QStringLiteral("Config"); }
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override
    {
        Recorder& recorder = m_recorder;
        if (name == QLatin1String("get_main_option"))
            return builtin(name, [&recorder](Interpreter& i, const Arguments& arguments) {
                const Value wanted = arguments.get(0, u"name");
                if (wanted.isUnknown())
                    return wanted;
                const auto& options = recorder.circumstances().options;
                if (!options)
                    return i.unknown(QT_TRANSLATE_NOOP("Messages", "asks the settings for %1"), { wanted.text() });
                const auto found = options->constFind(wanted.text());
                if (found != options->cend())
                    return Value::string(*found);
                return arguments.get(1, u"default");
            });
        if (name == QLatin1String("set_main_option"))
            return builtin(name, [](Interpreter&, const Arguments&) { return Value(); });
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "asks the settings for %1"), { name });
    }

private:
    Recorder& m_recorder;
};

Value extraArguments(const Arguments& arguments)
{
    // what `alembic -x` gives; nothing is given here
    const Value asDictionary = arguments.get(0, u"as_dictionary");
    if (asDictionary.isUnknown())
        return asDictionary;
    return asDictionary.isBool() && asDictionary.integer() ? Value::of(std::make_shared<symbolic::Dict>())
                                                           : makeList(std::vector<Value>());
}

std::optional<Value> contextName(Recorder& recorder, const QString& name)
{
    if (name == QLatin1String("is_offline_mode"))
        return builtin(name, [&recorder](Interpreter&, const Arguments&) {
            recorder.askedForMode();
            return Value::boolean(recorder.isOffline());
        });
    if (name == QLatin1String("get_context") || name == QLatin1String("get_impl"))
        return builtin(name, [&recorder](Interpreter&, const Arguments&) { return migrationContext(recorder); });
    if (name == QLatin1String("get_bind"))
        return builtin(name, [&recorder](Interpreter&, const Arguments&) { return connectionOf(recorder); });
    if (name == QLatin1String("get_x_argument"))
        return builtin(name, [](Interpreter&, const Arguments& arguments) { return extraArguments(arguments); });
    if (name == QLatin1String("config"))
        return Value::of(std::make_shared<ConfigHost>(recorder));
    if (name == QLatin1String("execute"))
        return directive(recorder, name);
    if (name == QLatin1String("configure"))
        return builtin(name, [&recorder](Interpreter&, const Arguments& arguments) {
            recorder.configure(arguments);
            return Value();
        });
    if (name == QLatin1String("begin_transaction"))
        return builtin(name,
            [&recorder](Interpreter&, const Arguments&) { return Value::of(std::make_shared<Transaction>(recorder)); });
    if (name == QLatin1String("run_migrations"))
        return builtin(name, [&recorder](Interpreter&, const Arguments& arguments) {
            recorder.handOn(arguments);
            return Value();
        });
    if (name == QLatin1String("static_output"))
        return builtin(name, [](Interpreter&, const Arguments&) { return Value(); });
    return std::nullopt;
}

} // namespace

QString alembicModule(const Value& value)
{
    const auto module = value.as<AlembicModule>();
    return module ? module->name() : QString();
}

Value migrationContext(Recorder& recorder)
{
    return recorder.only(QStringLiteral("migration context"),
        [&recorder] { return Value::of(std::make_shared<MigrationContextHost>(recorder)); });
}

std::optional<Value> directive(Recorder& recorder, const QString& name)
{
    if (const DirectiveFacts* facts = findDirective(name))
        return builtin(name, [&recorder, facts](Interpreter& interpreter, const Arguments& arguments) {
            return runDirective(interpreter, recorder, *facts, arguments);
        });
    if (name == QLatin1String("f"))
        return builtin(name, [](Interpreter&, const Arguments& arguments) {
            const Value given = arguments.get(0, u"name");
            return given.isString() ? makeConventionalName(given.text()) : given;
        });
    if (name == QLatin1String("get_bind"))
        return contextName(recorder, name);
    if (name == QLatin1String("get_context"))
        return contextName(recorder, name);
    if (name == QLatin1String("inline_literal"))
        return builtin(name, [&recorder](Interpreter& interpreter, const Arguments& arguments) {
            if (auto literal = sqlalchemyName(interpreter, recorder, QStringLiteral("sqlalchemy.literal")))
                return interpreter.call(*literal, arguments);
            return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "is not known"));
        });
    if (name == QLatin1String("batch_alter_table"))
        return builtin(name, [&recorder](Interpreter& interpreter, const Arguments& arguments) {
            return Value::of(std::make_shared<BatchHost>(recorder, interpreter, arguments));
        });
    if (name == QLatin1String("run_async"))
        return builtin(
            name, [&recorder](Interpreter& interpreter, const Arguments&) { return runAsync(interpreter, recorder); });
    if (name == QLatin1String("invoke"))
        return builtin(name, [&recorder](Interpreter& interpreter, const Arguments& arguments) {
            return invoke(interpreter, recorder, arguments);
        });
    return std::nullopt;
}

std::optional<Value> alembicName(Interpreter& interpreter, Recorder& recorder, const QString& dotted)
{
    if (dotted != QLatin1String("alembic") && !dotted.startsWith(QLatin1String("alembic.")))
        return std::nullopt;
    if (dotted == QLatin1String("alembic") || dotted == QLatin1String("alembic.op")
        || dotted == QLatin1String("alembic.context") || dotted == QLatin1String("alembic.util")
        || dotted == QLatin1String("alembic.util.exc") || dotted == QLatin1String("alembic.exc"))
        return recorder.only(
            dotted, [&recorder, &dotted] { return Value::of(std::make_shared<AlembicModule>(recorder, dotted)); });
    if (dotted.startsWith(QLatin1String("alembic.op."))) {
        const QString name = dotted.mid(11);
        if (auto found = directive(recorder, name))
            return found;
        if (name.startsWith(QLatin1Char('_')) || name.contains(QLatin1Char('.')) || isOfOperations(name))
            return std::nullopt;
        return pluginDirective(interpreter, recorder, name);
    }
    if (dotted.startsWith(QLatin1String("alembic.context."))) {
        const QString name = dotted.mid(16);
        if (auto found = contextName(recorder, name); found || name.startsWith(QLatin1Char('_')))
            return found;
        return interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "asks Alembic's context for %1"), { name });
    }
    if (dotted.endsWith(QLatin1String(".CommandError")))
        return Value::of(interpreter.makeExceptionClass(
            QStringLiteral("alembic.util.exc.CommandError"), QStringLiteral("Exception")));
    if (auto found = pluginName(recorder.plugins(), dotted))
        return found;
    if (dotted == QLatin1String("alembic.__version__"))
        return Value::string(QStringLiteral("1.19.2"));
    return std::nullopt;
}

// op.create_entity() and the like, which a plug-in or the project registers.
std::optional<Value> pluginDirective(Interpreter&, Recorder& recorder, const QString& name)
{
    return builtin(name, [&recorder, name](Interpreter& interpreter, const Arguments& arguments) {
        recorder.readPlugins(interpreter, name);
        if (auto result = recorder.plugins().call(interpreter, name, alembicModule(recorder), arguments))
            return *result;
        const DoubtPtr why = interpreter.doubt(
            QT_TRANSLATE_NOOP("Messages", "op.%1 is no directive of Alembic: a plug-in or the project adds it"),
            { name });
        recorder.opaque(interpreter, why);
        return Value::unknown(why);
    });
}

} // namespace espalier::operations
