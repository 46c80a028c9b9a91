#include "models/model_reader.h"

#include "models/model_files.h"
#include "operations/env_settings.h"
#include "operations/recorder.h"
#include "operations/sqlalchemy/orm.h"

#include <algorithm>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace espalier::models {

namespace {

using operations::MappedTable;
using operations::MappedTables;
using symbolic::DoubtPtr;
using symbolic::Interpreter;
using symbolic::Value;

/// Puts tables into a schema as create_all() would make them, foreign keys last: models refer to each other in circles.
class SchemaBuilder {
public:
    SchemaBuilder(Models& models, const schema::SchemaRules& rules)
        : m_models(models)
        , m_replay(rules)
        , m_rules(rules)
    { }

    /// Of one MetaData.
    void add(const MappedTables& all)
    {
        m_classes.clear();
        gap({}, {}, all.doubt);
        for (const schema::Sequence& sequence : all.sequences)
            if (m_rules.facts().hasSequences)
                m_replay.apply(schema::CreateSequence{ sequence, true });
        for (const MappedTable& table : all.tables)
            add(table);
    }

    void finish()
    {
        for (const auto& [table, constraint] : m_references)
            refer(table, constraint);
        m_models.schema = m_replay.schema();
        for (const schema::ObjectName& target : m_missing) {
            m_models.schema.tables.remove(target);
            m_models.schema.assumed.remove(target.key());
            m_models.schema.incomplete.remove(target.key());
        }
        m_models.schema.incomplete += m_incomplete;
    }

private:
    void gap(const schema::ObjectName& table, const QString& column, const DoubtPtr& why, bool isOfExistence = false)
    {
        if (why)
            m_models.gaps.push_back(
                { table, column, why->reason, why->expression, { why->place.file, why->place.line }, isOfExistence });
    }

    void add(const MappedTable& mapped)
    {
        const schema::ObjectName key = schema::keyOf(mapped.table.name, m_rules);
        if (mapped.isNameKnown && mapped.className.isEmpty() && key.name == versionTable)
            return; // reflected by the project's own code, and none of its models
        gap(key, {}, mapped.existence, true);
        for (const MappedTable::Gap& one : mapped.gaps)
            gap(key, one.column, one.why);
        if (!mapped.isNameKnown)
            return;
        if (const auto there = m_models.origins.find(key); there != m_models.origins.end()) {
            m_models.faults.push_back({ QStringLiteral("duplicate-model"),
                { QT_TRANSLATE_NOOP("Messages", "Table %1 is defined by two models."), { key.key() } }, key,
                mapped.at });
            return;
        }
        m_models.origins.emplace(key, Origin{ mapped.className, mapped.at });
        if (!mapped.existence)
            noteClass(mapped, key);
        if (mapped.isOpen)
            m_incomplete.insert(key.key());
        schema::CreateTable creation;
        creation.table = mapped.table;
        settleReferences(creation.table);
        std::erase_if(creation.table.constraints, [&](const schema::Constraint& constraint) {
            const bool isReference = constraint.kind == schema::Constraint::Kind::ForeignKey;
            if (isReference)
                m_references.emplace_back(mapped.table.name, constraint);
            return isReference;
        });
        schema::ApplyOptions options;
        options.memo = &m_memo;
        m_replay.apply(creation, options);
    }

    /// A key that points elsewhere does not count up by itself, whenever the constraint is added.
    static void settleReferences(schema::Table& table)
    {
        using AutoIncrement = schema::Column::AutoIncrement;
        for (const schema::Constraint& constraint : table.constraints)
            if (constraint.kind == schema::Constraint::Kind::ForeignKey)
                for (const QString& name : constraint.columns)
                    if (schema::Column* column = table.column(name);
                        column && column->autoIncrement == AutoIncrement::Auto)
                        column->autoIncrement = AutoIncrement::No;
    }

    /// relationship("Name") finds none where two classes have it.
    void noteClass(const MappedTable& mapped, const schema::ObjectName& key)
    {
        if (mapped.className.isEmpty())
            return;
        const auto there = m_classes.constFind(mapped.className);
        if (there != m_classes.cend())
            m_models.faults.push_back({ QStringLiteral("duplicate-class"),
                { QT_TRANSLATE_NOOP("Messages", "Classes of the name %1 map both table %2 and table %3."),
                    { mapped.className, there->key(), key.key() } },
                key, mapped.at });
        else
            m_classes.insert(mapped.className, key);
    }

    void refer(const schema::ObjectName& table, const schema::Constraint& constraint)
    {
        const schema::ObjectName target = schema::keyOf(constraint.target, m_rules);
        const schema::ObjectName key = schema::keyOf(table, m_rules);
        if (!m_models.origins.contains(target)) {
            const Origin& origin = m_models.origins[key];
            m_models.faults.push_back({ QStringLiteral("missing-target"),
                { QT_TRANSLATE_NOOP("Messages", "Table %1 refers to table %2, which no model defines."),
                    { key.key(), target.key() } },
                key, origin.at });
            m_missing.insert(target);
        }
        m_replay.apply(schema::AddConstraint{ .table = table, .constraint = constraint });
    }

    const QString versionTable = operations::MigrationSettings().versionTable.name;
    Models& m_models;
    schema::Replay m_replay;
    const schema::SchemaRules& m_rules;
    schema::EnumMemo m_memo;
    QSet<QString> m_incomplete;
    QHash<QString, schema::ObjectName> m_classes; ///< mapped classes of one MetaData, and their tables
    QSet<schema::ObjectName> m_missing; ///< that foreign keys point to
    std::vector<std::pair<schema::ObjectName, schema::Constraint>> m_references;
};

/// The MetaData objects that target_metadata= names; none where that is not known.
std::vector<Value> targetsOf(Interpreter& interpreter, const symbolic::Arguments* configured)
{
    const Value* given = configured ? configured->keyword(u"target_metadata") : nullptr;
    if (!given)
        return {};
    std::vector<Value> found{ *given };
    if (given->as<symbolic::Sequence>())
        found = interpreter.elements(*given).value_or(std::vector<Value>{});
    std::erase_if(found, [&](const Value& one) { return !operations::mappedTableCount(interpreter, one); });
    return found;
}

/// Where the way to the models' MetaData ends, and why.
struct Lost {
    core::Message reason;
    core::Location at;
};

/// Of one that leads to none.
Lost lostTarget(const project::Project& project, const operations::EnvWalk& walk)
{
    const symbolic::Arguments* configured = walk.configured;
    if (!configured && walk.exhausted)
        return { walk.exhausted->reason, { walk.exhausted->place.file, walk.exhausted->place.line } };
    if (!configured)
        return { { QT_TRANSLATE_NOOP("Messages", "env.py does not lead to context.configure()."), {} },
            { project.envFile(), 0 } };
    const Value* given = configured->keyword(u"target_metadata");
    const auto list = given ? given->as<symbolic::Sequence>() : nullptr;
    const Value target = list && !list->items.empty() ? list->items.front() : given ? *given : Value();
    if (const DoubtPtr why = !given ? configured->doubt : target.isUnknown() ? target.doubt() : nullptr)
        return { why->reason, { why->place.file, why->place.line } };
    if (const auto external = target.as<symbolic::External>())
        return { external->doubt(walk.interpreter)->reason, { external->place.file, external->place.line } };
    return { { QT_TRANSLATE_NOOP("Messages", "env.py gives context.configure() no target_metadata that has tables."),
                 {} },
        { configured->place.file, configured->place.line } };
}

class ModelReader {
public:
    ModelReader(const project::Project& project, const dialects::Dialect& dialect, const core::CancelToken& cancel,
        const symbolic::Environment& environment)
        : m_project(project)
        , m_dialect(dialect)
        , m_cancel(cancel)
        , m_environment(environment)
        , m_files(findModelFiles(project, cancel))
    { }

    core::Result<Models> read()
    {
        QStringList roots = m_project.sysPath + m_files.roots;
        roots.removeDuplicates();
        operations::walkEnv(m_project, m_dialect, symbolic::makeSourceCache(), { roots, m_environment, true },
            [this](const operations::EnvWalk& walk) { take(walk); });
        if (m_cancel.isCancelled())
            return core::cancelled();
        if (!m_models.isOfTarget && m_models.origins.empty())
            return core::fail(nothing());
        return std::move(m_models);
    }

private:
    /// Names the first place where models were looked for in vain.
    core::Error nothing() const
    {
        core::Error error = core::makeError(core::ErrorCode::NotFound,
            QT_TRANSLATE_NOOP(
                "Messages", "No models of %1 are found: neither env.py's target_metadata nor the files lead to any."),
            { m_project.folder });
        core::Error cause;
        cause.code = core::ErrorCode::NotFound;
        cause.message = m_lost.reason;
        error = error.causedBy(cause);
        return m_lost.at.file.isEmpty() ? error : error.at(m_lost.at.file, m_lost.at.line);
    }

    void take(const operations::EnvWalk& walk)
    {
        Interpreter& interpreter = walk.interpreter;
        m_recorder = &walk.recorder;
        std::vector<Value> targets = targetsOf(interpreter, walk.configured);
        m_models.isOfTarget = !targets.empty();
        if (targets.empty())
            m_lost = lostTarget(m_project, walk);
        // several cannot be told apart by a count
        const auto imported
            = targets.size() == 1 ? operations::mappedTableCount(interpreter, targets.front()) : std::nullopt;
        importFiles(interpreter);
        if (targets.empty())
            targets = operations::allMetadata(walk.recorder);
        SchemaBuilder builder(m_models, m_dialect.schemaRules());
        for (const Value& target : targets) {
            const auto tables = operations::mappedTables(interpreter, target);
            builder.add(*tables);
            for (size_t i = imported.value_or(tables->tables.size()); i < tables->tables.size(); ++i)
                if (const MappedTable& table = tables->tables[i]; table.isNameKnown)
                    m_models.notImported.push_back(schema::keyOf(table.table.name, m_dialect.schemaRules()));
        }
        builder.finish();
        if (m_models.isOfTarget)
            noteForeign(*operations::mappedTables(interpreter, operations::metadataOfForeignModels(walk.recorder)));
    }

    /// Whether the target has the tables of classes whose base is not read is not known.
    void noteForeign(const MappedTables& all)
    {
        for (const MappedTable& table : all.tables) {
            const schema::ObjectName key = schema::keyOf(table.table.name, m_dialect.schemaRules());
            const auto why = std::find_if(
                table.gaps.begin(), table.gaps.end(), [](const MappedTable::Gap& gap) { return gap.why != nullptr; });
            if (table.isNameKnown && why != table.gaps.end() && !m_models.origins.contains(key))
                m_models.gaps.push_back({ key, {}, why->why->reason, why->why->expression,
                    { why->why->place.file, why->why->place.line }, true });
        }
    }

    void importFiles(Interpreter& interpreter)
    {
        for (const QString& file : m_files.files) {
            if (m_cancel.isCancelled())
                return;
            const QFileInfo info(file);
            const QString name = info.completeBaseName();
            std::shared_ptr<symbolic::Module> module;
            const auto attempt = interpreter.attempt([&] { // as a neighbour of itself: "from . import models"
                if (name == QLatin1String("__init__"))
                    module = interpreter.importModule(info.dir().dirName(), 1, info.dir().absolutePath());
                else
                    module = interpreter.importModule(name, 1, file);
                return Value();
            });
            if (attempt.exhausted) {
                m_models.gaps.push_back({ {}, {}, attempt.exhausted->reason, attempt.exhausted->expression,
                    { attempt.exhausted->place.file, attempt.exhausted->place.line } });
                return;
            }
            if (!module)
                continue;
            interpreter.attempt([&] {
                mapForeign(interpreter, *module);
                return Value();
            });
            noteLost(*module);
        }
    }

    /// Classes whose base is of a package that is not read.
    void mapForeign(Interpreter& interpreter, const symbolic::Module& module)
    {
        std::map<int, std::shared_ptr<symbolic::ClassObject>> types; // by line
        for (const Value& value : std::as_const(module.scope->names))
            if (const auto type = value.as<symbolic::ClassObject>(); type && type->place.file == module.file)
                types.emplace(type->place.line, type);
        for (const auto& [line, type] : types)
            operations::mapForeignModel(interpreter, *m_recorder, type);
    }

    /// Classes and tables whose statement raised: they may be real ones that cannot be followed here.
    void noteLost(const symbolic::Module& module)
    {
        for (const Value& value : std::as_const(module.scope->names)) {
            const DoubtPtr why = value.isUnknown() ? value.doubt() : nullptr;
            if (!why || why->place.file != module.file)
                continue;
            const QString& code = why->expression;
            if (code.startsWith(QLatin1String("class ")) || code.startsWith(QLatin1Char('@'))
                || code.contains(QLatin1String("Table(")))
                m_models.unread.push_back(
                    { {}, {}, why->reason, why->expression, { why->place.file, why->place.line } });
        }
    }

    const project::Project& m_project;
    const dialects::Dialect& m_dialect;
    const core::CancelToken& m_cancel;
    const symbolic::Environment& m_environment;
    ModelFiles m_files;
    Lost m_lost; ///< where target_metadata is none
    operations::Recorder* m_recorder = nullptr; ///< while env.py is walked through
    Models m_models;
};

} // namespace

core::Result<Models> readModels(const project::Project& project, const dialects::Dialect& dialect,
    const core::CancelToken& cancel, const symbolic::Environment& environment)
{
    return ModelReader(project, dialect, cancel, environment).read();
}

} // namespace espalier::models
