#include "dialects/postgresql/block_guards.h"

#include <algorithm>

namespace espalier::dialects::postgresql {

using namespace schema;

namespace {

/// The flag that says "nothing happens where the object is there already" or "… is not there"; null where the change
/// has none. Conditions are those of https://www.postgresql.org/docs/15/errcodes-appendix.html.
struct Flag {
    bool* value = nullptr;
    bool isCreation = true;
    QStringList conditions = {};
};

QStringList words(const char* text) { return QString::fromLatin1(text).split(u' '); }

struct FlagOf {
    Flag operator()(CreateTable& c) const { return { &c.ifNotExists, true, words("duplicate_table") }; }
    Flag operator()(ColumnAddition& c) const { return { &c.ifNotExists, true, words("duplicate_column") }; }
    Flag operator()(CreateIndex& c) const { return { &c.ifNotExists, true, words("duplicate_table") }; }
    Flag operator()(AddConstraint& c) const
    {
        return { &c.ifNotExists, true, words("duplicate_object duplicate_table invalid_table_definition") };
    }
    Flag operator()(CreateEnum& c) const
    {
        return { &c.checkFirst, true, words("duplicate_object unique_violation others") };
    }
    Flag operator()(AlterEnum& c) const
    {
        return c.addValue.isEmpty() || !c.renameValue.isEmpty()
            ? Flag()
            : Flag{ &c.ifNotExists, true, words("duplicate_object") };
    }
    Flag operator()(CreateSequence& c) const { return { &c.ifNotExists, true, words("duplicate_table") }; }
    Flag operator()(CreateSchema& c) const { return { &c.ifNotExists, true, words("duplicate_schema") }; }
    Flag operator()(CreateView& c) const { return { &c.ifNotExists, true, words("duplicate_table") }; }
    Flag operator()(CreateOther& c) const
    {
        return { &c.ifNotExists, true, words("duplicate_object duplicate_function") };
    }
    Flag operator()(DropTable& c) const { return { &c.ifExists, false, words("undefined_table") }; }
    Flag operator()(RenameTable& c) const { return { &c.ifExists, false, words("undefined_table") }; }
    Flag operator()(DropColumn& c) const { return { &c.ifExists, false, words("undefined_column") }; }
    Flag operator()(DropConstraint& c) const { return { &c.ifExists, false, words("undefined_object") }; }
    Flag operator()(DropIndex& c) const { return { &c.ifExists, false, words("undefined_object undefined_table") }; }
    Flag operator()(RenameIndex& c) const { return { &c.ifExists, false, words("undefined_table undefined_object") }; }
    Flag operator()(DropEnum& c) const { return { &c.ifExists, false, words("undefined_object") }; }
    Flag operator()(DropSequence& c) const { return { &c.ifExists, false, words("undefined_table") }; }
    Flag operator()(DropSchema& c) const { return { &c.ifExists, false, words("invalid_schema_name") }; }
    Flag operator()(DropView& c) const { return { &c.ifExists, false, words("undefined_table") }; }
    Flag operator()(DropOther& c) const { return { &c.ifExists, false, words("undefined_object undefined_function") }; }
    template <typename Other> Flag operator()(Other&) const { return {}; }
};

/// ALTER TABLE of a table that is not there.
struct IfTableExists {
    bool* operator()(ColumnAddition& c) const { return &c.ifTableExists; }
    bool* operator()(DropColumn& c) const { return &c.ifTableExists; }
    bool* operator()(ColumnChange& c) const { return &c.ifTableExists; }
    bool* operator()(AddConstraint& c) const { return &c.ifTableExists; }
    bool* operator()(DropConstraint& c) const { return &c.ifTableExists; }
    bool* operator()(RenameConstraint& c) const { return &c.ifTableExists; }
    template <typename Other> bool* operator()(Other&) const { return nullptr; }
};

/// Where the catalogue has an object's name, and what else may be asked of it without asking for another object.
struct GuardPlace {
    const char* object;
    const char* relation;
    const char* name;
    const char* table = ""; ///< the column that names its table
    const char* besides = "";
};

constexpr GuardPlace guardPlaces[] = {
    { "type", "pg_catalog.pg_type", "typname", "", "typtype" },
    { "domain", "pg_catalog.pg_type", "typname", "", "typtype" },
    { "table", "information_schema.tables", "table_name", "", "table_schema table_catalog table_type" },
    { "table", "pg_catalog.pg_tables", "tablename", "", "schemaname" },
    { "table", "pg_catalog.pg_class", "relname", "", "relkind" },
    { "table", "to_regclass", "name" },
    { "view", "information_schema.views", "table_name", "", "table_schema" },
    { "view", "information_schema.tables", "table_name", "", "table_schema table_type" },
    { "view", "pg_catalog.pg_views", "viewname", "", "schemaname" },
    { "view", "pg_catalog.pg_matviews", "matviewname", "", "schemaname" },
    { "view", "pg_catalog.pg_class", "relname", "", "relkind" },
    { "view", "to_regclass", "name" },
    { "sequence", "information_schema.sequences", "sequence_name", "", "sequence_schema" },
    { "sequence", "pg_catalog.pg_sequences", "sequencename", "", "schemaname" },
    { "sequence", "pg_catalog.pg_class", "relname", "", "relkind" },
    { "sequence", "to_regclass", "name" },
    { "column", "information_schema.columns", "column_name", "table_name", "table_schema table_catalog" },
    { "column", "pg_catalog.pg_attribute", "attname", "attrelid", "attisdropped" },
    { "index", "pg_catalog.pg_indexes", "indexname", "tablename", "schemaname" },
    { "index", "pg_catalog.pg_class", "relname", "", "relkind" },
    { "index", "to_regclass", "name" },
    { "constraint", "information_schema.table_constraints", "constraint_name", "table_name",
        "table_schema constraint_schema constraint_type" },
    { "constraint", "pg_catalog.pg_constraint", "conname", "conrelid", "contype" },
    { "schema", "information_schema.schemata", "schema_name" },
    { "schema", "pg_catalog.pg_namespace", "nspname" },
    { "extension", "pg_catalog.pg_extension", "extname" },
    { "role", "pg_catalog.pg_roles", "rolname" },
    { "trigger", "pg_catalog.pg_trigger", "tgname", "tgrelid", "tgisinternal" },
    { "trigger", "information_schema.triggers", "trigger_name", "event_object_table", "trigger_schema" },
    { "policy", "pg_catalog.pg_policies", "policyname", "tablename", "schemaname" },
    { "policy", "pg_catalog.pg_policy", "polname", "polrelid" },
};

struct Object {
    QString kind;
    ObjectName name;
    QString table;
};

struct ObjectOf {
    static Object of(const char* kind, ObjectName name, const QString& table = {})
    {
        return { QLatin1String(kind), std::move(name), table };
    }
    Object operator()(const CreateTable& c) const { return of("table", c.table.name); }
    Object operator()(const DropTable& c) const { return of("table", c.table); }
    Object operator()(const RenameTable& c) const { return of("table", c.table); }
    Object operator()(const ColumnAddition& c) const
    {
        return of("column", { c.table.schema, c.column.name }, c.table.name);
    }
    Object operator()(const DropColumn& c) const { return of("column", { c.table.schema, c.column }, c.table.name); }
    Object operator()(const AddConstraint& c) const
    {
        return of("constraint", { c.table.schema, c.constraint.name.text }, c.table.name);
    }
    Object operator()(const DropConstraint& c) const
    {
        return of("constraint", { c.reference.table.schema, c.reference.name.text }, c.reference.table.name);
    }
    Object operator()(const CreateIndex& c) const
    {
        return of("index", { c.table.schema, c.index.name.text }, c.table.name);
    }
    Object operator()(const DropIndex& c) const { return of("index", c.index); }
    Object operator()(const RenameIndex& c) const { return of("index", c.index); }
    Object operator()(const CreateEnum& c) const { return of("type", c.type.name); }
    Object operator()(const DropEnum& c) const { return of("type", c.name); }
    Object operator()(const CreateSequence& c) const { return of("sequence", c.sequence.name); }
    Object operator()(const DropSequence& c) const { return of("sequence", c.name); }
    Object operator()(const CreateSchema& c) const { return of("schema", { {}, c.name }); }
    Object operator()(const DropSchema& c) const { return of("schema", { {}, c.name }); }
    Object operator()(const CreateView& c) const { return of("view", c.view.name); }
    Object operator()(const DropView& c) const { return of("view", c.name); }
    Object operator()(const CreateOther& c) const { return { c.object.kind, c.object.name, c.object.table }; }
    Object operator()(const DropOther& c) const { return { c.kind, c.name, c.table }; }
    template <typename Other> Object operator()(const Other&) const { return {}; }
};

bool isDefaultSchema(const CatalogueValue& value)
{
    return value.kind == CatalogueValue::Kind::CurrentSchema || value.text == QLatin1String("public");
}

/// One condition that leaves only this object, or does not matter.
bool fits(const CatalogueCondition& condition, const GuardPlace& place, const Object& object)
{
    const QString& column = condition.column.name;
    const bool isOne = condition.test == CatalogueCondition::Test::AnyOf && condition.values.size() == 1;
    const QString& text = condition.values.front().text;
    const bool isText = condition.values.front().kind == CatalogueValue::Kind::Text;
    const auto isName = [&](const QString& name) {
        return isOne && isText
            && (text == name || text == object.name.schema + u'.' + name
                || (object.name.schema.isEmpty() && text == QLatin1String("public.") + name));
    };
    if (column == QLatin1String(place.name))
        return isName(object.name.name);
    if (*place.table != '\0' && column == QLatin1String(place.table))
        return isName(object.table.section(u'.', -1));
    if (column.endsWith(QLatin1String("schema")) || column == QLatin1String("schemaname"))
        return isOne
            && (isText && !object.name.schema.isEmpty() ? text == object.name.schema
                                                        : isDefaultSchema(condition.values.front()));
    return words(place.besides).contains(column);
}

bool asksFor(const CatalogueQuery& query, const GuardPlace& place, const Object& object)
{
    if (object.kind != QLatin1String(place.object) || query.relations != QStringList{ QLatin1String(place.relation) })
        return false;
    const auto names = [&](const char* column) {
        return std::any_of(query.conditions.begin(), query.conditions.end(),
            [&](const CatalogueCondition& condition) { return condition.column.name == QLatin1String(column); });
    };
    // a column's name alone would be found in any table; other names are looked up by themselves often enough
    if (!names(place.name) || (object.kind == QLatin1String("column") && !names(place.table)))
        return false;
    return std::all_of(query.conditions.begin(), query.conditions.end(),
        [&](const CatalogueCondition& condition) { return fits(condition, place, object); });
}

/// Makes a change one that happens only if its object is there (`runsIfFound`) or only if it is not. False where the
/// query asks for something else than that object.
bool guardBy(Change& change, const CatalogueQuery& query, bool runsIfFound)
{
    if (auto* touched = std::get_if<TouchRows>(&change)) {
        touched->rows = nullptr; // perhaps
        return true;
    }
    const Flag flag = std::visit(FlagOf(), change);
    if (!flag.value || flag.isCreation == runsIfFound)
        return false;
    const Object object = std::visit(ObjectOf(), change);
    const bool isAsked = !object.name.name.isEmpty()
        && std::any_of(std::begin(guardPlaces), std::end(guardPlaces),
            [&](const GuardPlace& place) { return asksFor(query, place, object); });
    if (isAsked)
        *flag.value = true;
    return isAsked;
}

bool isOfRights(const Change& change)
{
    if (const auto* created = std::get_if<CreateOther>(&change))
        return created->object.kind == QLatin1String("role");
    if (const auto* dropped = std::get_if<DropOther>(&change))
        return dropped->kind == QLatin1String("role");
    const auto* altered = std::get_if<AlterOther>(&change);
    return altered
        && (altered->kind == QLatin1String("role") || altered->kind == QLatin1String("default privileges")
            || altered->what.startsWith(QLatin1String("GRANT "), Qt::CaseInsensitive)
            || altered->what.startsWith(QLatin1String("REVOKE "), Qt::CaseInsensitive));
}

/// Every statement, whatever has to hold for it; false where there is something else than statements. `mayReturn`: set
/// where a RETURN may leave some of them out.
bool addAll(const BlockSteps& steps, Changes& all, bool& mayReturn)
{
    return std::all_of(steps.begin(), steps.end(), [&](const BlockStep& step) {
        mayReturn = mayReturn || std::holds_alternative<BlockReturn>(step.what);
        if (const auto* changes = std::get_if<Changes>(&step.what)) {
            all.insert(all.end(), changes->begin(), changes->end());
            return true;
        }
        const auto* condition = std::get_if<std::shared_ptr<const BlockIf>>(&step.what);
        return std::holds_alternative<BlockReturn>(step.what)
            || (condition
                && std::all_of((*condition)->branches.begin(), (*condition)->branches.end(),
                    [&](const BlockIf::Branch& branch) { return addAll(branch.steps, all, mayReturn); })
                && addAll((*condition)->otherwise, all, mayReturn));
    });
}

/// "EXISTS (SELECT …)", "NOT EXISTS (SELECT …)", "to_regclass('…') IS NULL": the query, and whether it has to find
/// something.
std::optional<std::pair<CatalogueQuery, bool>> guardOf(const BlockExpression& condition)
{
    if (condition.kind == BlockExpression::Kind::Not) {
        auto inner = guardOf(condition.operands.front());
        if (inner)
            inner->second = !inner->second;
        return inner;
    }
    const bool isNull = condition.kind == BlockExpression::Kind::IsNull
        && condition.operands.front().kind == BlockExpression::Kind::Scalar;
    const BlockExpression& asked = isNull ? condition.operands.front() : condition;
    if (!(isNull || asked.kind == BlockExpression::Kind::Exists) || !asked.query->catalogue)
        return std::nullopt;
    return std::pair(*asked.query->catalogue, !isNull);
}

bool addGuarded(const BlockIf& condition, Changes& all)
{
    const auto guard = guardOf(condition.branches.front().condition);
    Changes inner;
    if (!guard || condition.branches.size() > 1 || !condition.otherwise.empty()
        || !std::all_of(condition.branches.front().steps.begin(), condition.branches.front().steps.end(),
            [&](const BlockStep& step) { // not one guard within another
                const auto* changes = std::get_if<Changes>(&step.what);
                if (changes)
                    inner.insert(inner.end(), changes->begin(), changes->end());
                return changes != nullptr;
            }))
        return false;
    if (!std::all_of(
            inner.begin(), inner.end(), [&](Change& change) { return guardBy(change, guard->first, guard->second); }))
        return false;
    all.insert(all.end(), inner.begin(), inner.end());
    return true;
}

} // namespace

bool ignoreError(Change& change, const QString& condition)
{
    const Flag flag = std::visit(FlagOf(), change);
    if (flag.value && flag.conditions.contains(condition)) {
        *flag.value = true;
        return true;
    }
    bool* ifTableExists = std::visit(IfTableExists(), change);
    if (!ifTableExists || condition != QLatin1String("undefined_table"))
        return false;
    *ifTableExists = true;
    return true;
}

bool areOfRights(const Changes& changes) { return std::all_of(changes.begin(), changes.end(), isOfRights); }

std::optional<Changes> plainChanges(const BlockSteps& steps)
{
    Changes all;
    bool mayReturn = false;
    if (addAll(steps, all, mayReturn) && areOfRights(all))
        return all;
    all.clear();
    for (const BlockStep& step : steps) {
        Changes inner;
        mayReturn = false;
        if (addAll({ step }, inner, mayReturn) && areOfRights(inner) && !mayReturn) {
            all.insert(all.end(), inner.begin(), inner.end());
            continue;
        }
        const auto* condition = std::get_if<std::shared_ptr<const BlockIf>>(&step.what);
        if (const auto* changes = std::get_if<Changes>(&step.what))
            all.insert(all.end(), changes->begin(), changes->end());
        else if (!condition || !addGuarded(**condition, all))
            return std::nullopt;
    }
    return all;
}

} // namespace espalier::dialects::postgresql
