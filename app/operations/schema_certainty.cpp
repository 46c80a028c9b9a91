#include "operations/schema_certainty.h"

#include "schema/apply.h"

#include <QRegularExpression>

namespace espalier::operations {

namespace {

using Parts = SchemaCertainty::Parts;

QString foldedName(const QString& name) { return name.toLower(); }

/// What a change is about, and which parts of it it makes, alters or takes away.
struct Touched {
    schema::ObjectName name;
    Parts parts;
};

/// By name; nullopt where that may be anything.
class Touches {
public:
    using All = std::optional<std::vector<Touched>>;
    static constexpr Parts presence = SchemaCertainty::Presence, columns = SchemaCertainty::Columns,
                           attributes = SchemaCertainty::Attributes, keys = SchemaCertainty::Keys,
                           everything = SchemaCertainty::Everything;

    All operator()(const schema::CreateTable& c) const { return one(c.table.name, everything); }
    All operator()(const schema::DropTable& c) const { return one(c.table, everything); }
    All operator()(const schema::RenameTable& c) const
    {
        return std::vector<Touched>{ { c.table, everything }, { c.newName, everything } };
    }
    All operator()(const schema::ColumnAddition& c) const { return one(c.table, columns | attributes | keys); }
    All operator()(const schema::DropColumn& c) const { return one(c.table, columns | attributes | keys); }
    All operator()(const schema::ColumnChange& c) const
    {
        return one(c.table, c.newName.isEmpty() ? Parts(attributes) : Parts(columns | attributes | keys));
    }
    All operator()(const schema::AddConstraint& c) const
    {
        return part(c.table, attributes | keys, c.constraint.name.text); // a key is NOT NULL
    }
    All operator()(const schema::DropConstraint& c) const
    {
        return part(c.reference.table, keys, c.reference.name.text);
    }
    All operator()(const schema::RenameConstraint& c) const { return part(c.table, keys, c.name); }
    All operator()(const schema::CreateIndex& c) const { return part(c.table, keys, c.index.name.text); }
    All operator()(const schema::DropIndex& c) const { return ofIndex(c.table, c.index.name); }
    All operator()(const schema::RenameIndex& c) const { return ofIndex(c.table, c.index.name); }
    All operator()(const schema::CreateEnum& c) const { return one(c.type.name, presence); }
    All operator()(const schema::DropEnum& c) const { return one(c.name, presence); }
    All operator()(const schema::AlterEnum& c) const { return one(c.name, presence); }
    All operator()(const schema::CreateSequence& c) const { return one(c.sequence.name, presence); }
    All operator()(const schema::DropSequence& c) const { return one(c.name, presence); }
    All operator()(const schema::CreateView& c) const { return one(c.view.name, everything); }
    All operator()(const schema::DropView& c) const { return one(c.name, everything); }
    All operator()(const schema::CreateOther& c) const { return one(c.object.name, presence); }
    All operator()(const schema::DropOther& c) const { return one(c.name, presence); }
    All operator()(const schema::RenameOther& c) const
    {
        return std::vector<Touched>{ { c.name, everything }, { c.newName, everything } };
    }
    All operator()(const schema::DropSchema&) const { return std::nullopt; }
    All operator()(const schema::UnknownStatement&) const { return std::nullopt; }
    All operator()(const schema::SetTableComment&) const { return none(); }
    All operator()(const schema::CreateSchema& c) const { return one({ {}, c.name }, presence); }
    All operator()(const schema::AlterOther&) const { return none(); }
    All operator()(const schema::TouchRows&) const { return none(); }
    All operator()(const schema::SessionStatement&) const { return none(); }

private:
    static All none() { return std::vector<Touched>(); }
    static All one(const schema::ObjectName& name, Parts parts) { return std::vector<Touched>{ { name, parts } }; }
    /// Without a table it is one of any.
    static All ofIndex(const schema::ObjectName& table, const QString& name)
    {
        All all = part(table, keys, name);
        if (table.name.isEmpty())
            all->push_back({ {}, keys });
        return all;
    }
    /// An index or constraint, and the table where it is said.
    static All part(const schema::ObjectName& table, Parts parts, const QString& name)
    {
        std::vector<Touched> all;
        if (!table.name.isEmpty())
            all.push_back({ table, parts });
        if (!name.isEmpty())
            all.push_back({ { {}, name }, presence });
        return all;
    }
};

/// The table that has to be there for a change to go through; no name where it may be missing.
schema::ObjectName neededBy(const schema::Change& change)
{
    return std::visit(
        [](const auto& one) -> schema::ObjectName {
            if constexpr (requires { one.ifTableExists; })
                if (one.ifTableExists)
                    return {};
            if constexpr (requires { one.ifExists; })
                if (one.ifExists)
                    return {};
            if constexpr (requires { one.reference.table; })
                return one.reference.table;
            else if constexpr (requires { one.table.name.name; })
                return one.table.name;
            else if constexpr (requires { one.table.name.isEmpty(); })
                return one.table;
            else
                return {};
        },
        change);
}

/// Whether the beginning of a statement says what it is about: one table, rows or people alone.
bool isOfOne(const QString& sql, const QString& unknown = {})
{
    static const QRegularExpression beginning(
        QStringLiteral("^\\s*(?:ALTER\\s+TABLE\\s+(?:IF\\s+EXISTS\\s+)?(?:ONLY\\s+)?([\\w.\"`]+)\\s|"
                       "(?:UPDATE|INSERT|DELETE|SELECT|WITH|GRANT|REVOKE|COMMENT)\\b|"
                       "(?:CREATE|ALTER|DROP)\\s+(?:USER|ROLE)\\b|ALTER\\s+DEFAULT\\s+PRIVILEGES\\b)"),
        QRegularExpression::CaseInsensitiveOption);
    const auto found = beginning.match(sql);
    return found.hasMatch() && (unknown.isEmpty() || !found.captured(1).contains(unknown));
}

/// Whether what is not known of a text may be a name of something that it is about. What stands after EXECUTE is looked
/// at by isPutTogether().
bool mayBeOfAny(const QString& sql, const QString& unknown)
{
    static const QRegularExpression between(
        QStringLiteral(";|\\$\\w*\\$|\\b(?:DO|BEGIN|THEN|ELSE|LOOP)\\b"), QRegularExpression::CaseInsensitiveOption);
    QString rest = sql;
    rest.replace(QLatin1String("'q") + unknown + QLatin1Char('\''), QLatin1String("''"));
    static const QRegularExpression literal(QStringLiteral("'(?:[^']|'')*'"));
    if (!rest.contains(QLatin1Char('$'))) // no block: what stands in quotes is a value
        rest.replace(literal, QStringLiteral("''"));
    const QStringList statements = rest.split(between, Qt::SkipEmptyParts);
    return std::any_of(statements.begin(), statements.end(), [&](const QString& one) {
        return one.contains(unknown) && !isOfOne(one, unknown)
            && !one.trimmed().startsWith(QLatin1String("EXECUTE"), Qt::CaseInsensitive);
    });
}

/// Whether SQL puts a statement together of which it is not seen what it is about: EXECUTE of anything but a text that
/// begins with the table it is about.
bool isPutTogether(const QString& sql)
{
    static const QRegularExpression executed(
        QStringLiteral(
            "\\bEXECUTE\\b(?!\\s+(?:FUNCTION|PROCEDURE)\\b)\\s*(format\\s*\\(\\s*)?(?:'((?:[^']|'')*)'\\s*(\\|\\|)?)?"),
        QRegularExpression::CaseInsensitiveOption);
    for (auto all = executed.globalMatch(sql); all.hasNext();) {
        const auto match = all.next();
        const bool isPlain = match.capturedStart(2) >= 0 && match.captured(1).isEmpty() && match.captured(3).isEmpty();
        if (!isPlain && !isOfOne(match.captured(2)))
            return true;
    }
    return false;
}

/// Everything that a text names; nullopt where it may do something to what it does not name.
std::optional<QSet<QString>> namedIn(const QString& sql, const QHash<QString, QString>& routines, int depth = 0)
{
    static const QRegularExpression beyond(
        QStringLiteral("\\bDROP\\s+(?:SCHEMA|OWNED|DATABASE)\\b|\\bIMPORT\\s+FOREIGN\\b|\\bsearch_path\\b"),
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression word(QStringLiteral("[\\p{L}_][\\p{L}\\p{N}_$]*|\"[^\"]+\"|`[^`]+`"));
    static const QRegularExpression called(
        QStringLiteral("\\bCALL\\s+(?:\\w+\\.)?(\\w+)"), QRegularExpression::CaseInsensitiveOption);
    if (depth > 3 || beyond.match(sql).hasMatch() || isPutTogether(sql))
        return std::nullopt;
    for (auto all = called.globalMatch(sql); all.hasNext();)
        if (!routines.contains(foldedName(all.next().captured(1))))
            return std::nullopt;
    QSet<QString> names;
    for (auto all = word.globalMatch(sql); all.hasNext();) {
        QString name = foldedName(all.next().captured());
        if (!name.front().isLetter() && name.front() != QLatin1Char('_'))
            name = name.mid(1, name.size() - 2);
        const auto routine = routines.constFind(name);
        if (routine != routines.cend() && !names.contains(name)) {
            const auto more = namedIn(*routine, routines, depth + 1);
            if (!more)
                return std::nullopt;
            names += *more;
        }
        names.insert(name);
    }
    return names;
}

/// Whether a table of that name, folded, was made or dropped since.
bool isSettled(const QHash<QString, Parts>& sure, const QString& name)
{
    const auto isIt = [&](const QString& key) {
        const QString folded = foldedName(key);
        return (folded == name || folded.endsWith(QLatin1Char('.') + name))
            && (sure.value(key) & SchemaCertainty::Presence);
    };
    return std::any_of(sure.keyBegin(), sure.keyEnd(), isIt);
}

} // namespace

QString SchemaCertainty::keyOf(const schema::ObjectName& name) const { return schema::keyOf(name, *m_rules).key(); }

DoubtPtr SchemaCertainty::Layer::of(const QString& key, const QString& name, Parts parts) const
{
    if (isEmpty())
        return nullptr;
    const Parts open = parts & ~sure.value(key);
    for (const QString& one : { name, QString() }) // an empty one stands for any
        if (const auto found = names.constFind(one); found != names.cend() && (found->parts & open))
            return found->why;
    return open ? all : nullptr;
}

void SchemaCertainty::beginRevision()
{
    m_presumed = std::make_shared<std::vector<DoubtPtr>>();
    if (m_passing.isEmpty())
        return;
    m_formerReasons.push_back(m_passing.all);
    m_former = std::exchange(m_passing, {});
}

void SchemaCertainty::presume() const
{
    for (const DoubtPtr& why : m_formerReasons)
        if (std::find(m_presumed->begin(), m_presumed->end(), why) == m_presumed->end())
            m_presumed->push_back(why);
}

DoubtPtr SchemaCertainty::found(const schema::ObjectName& name, Parts parts, bool& isPresumed) const
{
    const QString key = keyOf(name);
    const QString bare = foldedName(name.name);
    isPresumed |= bool(m_former.of(key, bare, parts));
    const DoubtPtr lasting = m_lasting.of(key, bare, parts);
    return lasting ? lasting : m_passing.of(key, bare, parts);
}

DoubtPtr SchemaCertainty::found(const schema::Change& change, bool& isPresumed) const
{
    const auto touched = std::visit(Touches(), change);
    DoubtPtr why = found(neededBy(change), Presence, isPresumed);
    for (const Touched& one : touched.value_or(std::vector<Touched>()))
        why = why ? why : found(one.name, one.parts, isPresumed);
    return why;
}

DoubtPtr SchemaCertainty::of(const schema::ObjectName& name, Parts parts) const
{
    bool isPresumed = false;
    const DoubtPtr why = isWhole() ? nullptr : found(name, parts, isPresumed);
    if (!why && isPresumed)
        presume();
    return why;
}

DoubtPtr SchemaCertainty::of(const schema::Change& change) const
{
    bool isPresumed = false;
    return isWhole() ? nullptr : found(change, isPresumed);
}

void SchemaCertainty::presume(const schema::Change& change) const
{
    bool isPresumed = false;
    if (!isWhole())
        found(change, isPresumed);
    if (isPresumed)
        presume();
}

DoubtPtr SchemaCertainty::ofFurther(QSet<QString>* names, Parts parts) const
{
    if (m_lasting.all || m_passing.all)
        return m_lasting.all ? m_lasting.all : m_passing.all;
    if (m_former.all)
        presume();
    DoubtPtr why;
    for (const Layer* layer : { &m_lasting, &m_passing })
        for (auto it = layer->names.cbegin(); it != layer->names.cend(); ++it)
            if ((it->parts & parts) && !isSettled(layer->sure, it.key())) {
                why = it->why;
                if (names)
                    names->insert(it.key());
            }
    return why;
}

void SchemaCertainty::doubtAll(const DoubtPtr& why, Duration duration)
{
    Layer& layer = duration == Duration::Lasting ? m_lasting : m_passing;
    layer = { why, {}, {} };
}

void SchemaCertainty::doubt(const schema::ObjectName& name, Parts parts, const DoubtPtr& why)
{
    const QString bare = foldedName(name.name);
    InDoubt& found = m_lasting.names[bare];
    found.parts |= parts;
    found.why = why;
    const QString suffix = QLatin1Char('.') + bare;
    for (auto it = m_lasting.sure.begin(); it != m_lasting.sure.end(); ++it)
        if (const QString key = foldedName(it.key()); key == bare || key.endsWith(suffix))
            *it &= ~parts;
}

void SchemaCertainty::doubt(const schema::Change& change, const DoubtPtr& why)
{
    if (const auto* unread = std::get_if<schema::UnknownStatement>(&change))
        return doubtText(unread->sql, why);
    const auto touched = std::visit(Touches(), change);
    if (!touched)
        return doubtAll(why, Duration::Lasting);
    for (const Touched& one : *touched)
        doubt(one.name, one.parts, why);
}

void SchemaCertainty::doubtText(const QString& sql, const DoubtPtr& why, const QString& unknown)
{
    const bool isOpen = !unknown.isEmpty() && (sql.isEmpty() || mayBeOfAny(sql, unknown));
    const auto names = isOpen ? std::nullopt : namedIn(sql, m_routines);
    if (!names)
        return doubtAll(why, Duration::Lasting);
    for (const QString& name : *names)
        doubt({ {}, name }, Everything, why);
}

void SchemaCertainty::hide(const schema::ObjectName& table) { m_hidden.insert(keyOf(table)); }

void SchemaCertainty::doubtFurther(const schema::Schema& schema, const DoubtPtr& why)
{
    if (m_lasting.all)
        return;
    m_lasting.all = why;
    const auto keep = [&](const schema::ObjectName& name) {
        const Parts doubtful = m_lasting.names.value(foldedName(name.name)).parts | m_lasting.names.value({}).parts;
        m_lasting.sure[keyOf(name)] |= Everything & ~doubtful;
    };
    for (const auto& table : schema.tables) {
        keep(table->name);
        for (const schema::Index& index : table->indexes)
            keep({ table->name.schema, index.name.text });
    }
    for (const auto& view : schema.views)
        keep(view->name);
    for (const auto& type : schema.enums)
        keep(type->name);
    for (const auto& sequence : schema.sequences)
        keep(sequence->name);
}

void SchemaCertainty::settle(const schema::ObjectName& name, Parts parts)
{
    const QString key = keyOf(name);
    if (m_hidden.contains(key))
        return;
    for (Layer* layer : { &m_lasting, &m_passing, &m_former })
        if (!layer->isEmpty() && layer->of(key, foldedName(name.name), parts))
            layer->sure[key] |= parts;
}

void SchemaCertainty::made(const schema::Change& change)
{
    if (const auto* other = std::get_if<schema::CreateOther>(&change)) {
        static const QRegularExpression structural(
            QStringLiteral("\\b(?:CREATE|ALTER|DROP|EXECUTE|CALL)\\b"), QRegularExpression::CaseInsensitiveOption);
        static const QRegularExpression body(QStringLiteral("\\bAS\\b.*$"),
            QRegularExpression::CaseInsensitiveOption | QRegularExpression::DotMatchesEverythingOption);
        const QString& kind = other->object.kind;
        const QString text = body.match(other->object.definition).captured();
        if ((kind == QLatin1String("function") || kind == QLatin1String("procedure"))
            && structural.match(text).hasMatch())
            m_routines.insert(foldedName(other->object.name.name.section(QLatin1Char('('), 0, 0)), text);
    }
    if (isWhole())
        return;
    if (const schema::ObjectName needed = neededBy(change); !needed.name.isEmpty())
        settle(needed, Presence);
    if (const auto* created = std::get_if<schema::CreateTable>(&change))
        settle(created->table.name, created->ifNotExists ? Presence : Everything);
    else if (const auto* dropped = std::get_if<schema::DropTable>(&change))
        settle(dropped->table, Everything);
    else if (const auto* view = std::get_if<schema::CreateView>(&change))
        settle(view->view.name, Everything);
    else if (const auto* gone = std::get_if<schema::DropView>(&change))
        settle(gone->name, Everything);
    else if (const auto* type = std::get_if<schema::CreateEnum>(&change))
        settle(type->type.name, Presence);
    else if (const auto* index = std::get_if<schema::CreateIndex>(&change))
        settle({ {}, index->index.name.text }, index->ifNotExists ? Parts(0) : Parts(Presence));
    else if (const auto* noType = std::get_if<schema::DropEnum>(&change))
        settle(noType->name, Presence);
    else if (const auto* renamed = std::get_if<schema::RenameTable>(&change)) {
        schema::ObjectName name = renamed->newName;
        if (name.schema.isEmpty())
            name.schema = renamed->table.schema;
        for (const Part part : { Columns, Attributes, Keys }) {
            if (const DoubtPtr why = of(renamed->table, part))
                doubt(name, part, why);
            else
                settle(name, part);
        }
        settle(name, Presence);
        settle(renamed->table, Everything);
    }
}

void SchemaCertainty::Layer::keepDoubts(const Layer& other)
{
    if (other.isEmpty())
        return;
    // What is sure has to be so in both.
    QHash<QString, Parts> both;
    const bool wasEmpty = isEmpty();
    for (auto it = other.sure.cbegin(); it != other.sure.cend(); ++it)
        if (const Parts parts = wasEmpty ? *it : Parts(*it & sure.value(it.key())))
            both.insert(it.key(), parts);
    sure = both;
    all = all ? all : other.all;
    for (auto it = other.names.cbegin(); it != other.names.cend(); ++it) {
        InDoubt& mine = names[it.key()];
        mine.parts |= it->parts;
        mine.why = mine.why ? mine.why : it->why;
    }
}

void SchemaCertainty::keepDoubts(const SchemaCertainty& other)
{
    m_lasting.keepDoubts(other.m_lasting);
    m_passing.keepDoubts(other.m_passing);
    m_former.keepDoubts(other.m_former);
    for (auto it = other.m_routines.cbegin(); it != other.m_routines.cend(); ++it)
        m_routines.insert(it.key(), *it);
}

} // namespace espalier::operations
