#include "schema/diagram_groups.h"

#include <algorithm>
#include <map>
#include <set>

namespace espalier::ui {
namespace {

constexpr int fewTables = 3; ///< that make a group by their names

/// "user_roles" and "UserRoles" are two words each.
QStringList wordsOf(const QString& name)
{
    QStringList words;
    bool isWordOpen = false;
    for (int at = 0; at < name.size(); ++at) {
        const QChar letter = name[at];
        if (!letter.isLetterOrNumber()) {
            isWordOpen = false;
            continue;
        }
        if (!isWordOpen || (letter.isUpper() && name[at - 1].isLower()))
            words.append(QString());
        isWordOpen = true;
        words.last().append(letter);
    }
    return words;
}

/// Singular and plural are the same, roughly.
QString stemOf(const QString& word)
{
    const QString folded = word.toCaseFolded();
    return folded.size() > 3 && folded.endsWith(QLatin1Char('s')) ? folded.chopped(1) : folded;
}

/// How many words all of them begin with; one of each is left over.
int commonWords(const std::vector<QStringList>& names)
{
    if (names.empty())
        return 0;
    auto common = int(names.front().size()) - 1;
    for (const QStringList& words : names) {
        common = std::min(common, int(words.size()) - 1);
        for (int at = 0; at < common; ++at)
            if (stemOf(words[at]) != stemOf(names.front()[at]))
                common = at;
    }
    return std::max(0, common);
}

std::vector<const DiagramTable*> realTables(const DiagramPicture& picture)
{
    std::vector<const DiagramTable*> tables;
    for (const DiagramTable& table : picture.tables)
        if (!table.isMissing && !table.isFolder())
            tables.push_back(&table);
    return tables;
}

/// What comes, goes and differs in a group differs as a whole only where all of it does so alike.
DiagramMark markOf(const std::vector<DiagramMark>& marks)
{
    const bool isOne = std::all_of(marks.begin(), marks.end(), [&](DiagramMark mark) { return mark == marks.front(); });
    return isOne ? marks.front() : DiagramMark::Changed;
}

} // namespace

const DiagramGroup* DiagramGroups::find(const QString& name) const
{
    const auto found
        = std::find_if(m_groups.begin(), m_groups.end(), [&](const DiagramGroup& group) { return group.name == name; });
    return found == m_groups.end() ? nullptr : &*found;
}

const DiagramGroup* DiagramGroups::of(const QString& table) const
{
    const auto found = std::find_if(m_groups.begin(), m_groups.end(),
        [&](const DiagramGroup& group) { return std::binary_search(group.tables.begin(), group.tables.end(), table); });
    return found == m_groups.end() ? nullptr : &*found;
}

QStringList DiagramGroups::names() const
{
    QStringList names;
    for (const DiagramGroup& group : m_groups)
        names.append(group.name);
    return names;
}

void DiagramGroups::put(const QStringList& tables, const QString& name)
{
    const DiagramGroup* known = find(name);
    DiagramGroup group = known ? *known : DiagramGroup{ name, {}, false };
    group.tables += tables;
    group.tables.sort();
    group.tables.removeDuplicates();
    take(group.tables);
    if (group.tables.isEmpty())
        return;
    const auto place = std::lower_bound(m_groups.begin(), m_groups.end(), name,
        [](const DiagramGroup& one, const QString& other) { return one.name < other; });
    m_groups.insert(place, std::move(group));
}

void DiagramGroups::take(const QStringList& tables)
{
    const QSet<QString> gone(tables.begin(), tables.end());
    for (DiagramGroup& group : m_groups)
        group.tables.removeIf([&](const QString& table) { return gone.contains(table); });
    std::erase_if(m_groups, [](const DiagramGroup& group) { return group.tables.isEmpty(); });
}

void DiagramGroups::rename(const QString& name, const QString& newName)
{
    const DiagramGroup* group = find(name);
    if (!group || name == newName)
        return;
    const bool isFolded = group->isFolded;
    const QStringList tables = group->tables;
    put(tables, newName);
    fold(newName, isFolded);
}

void DiagramGroups::dissolve(const QString& name)
{
    std::erase_if(m_groups, [&](const DiagramGroup& group) { return group.name == name; });
}

void DiagramGroups::fold(const QString& name, bool isFolded)
{
    for (DiagramGroup& group : m_groups)
        if (group.name == name)
            group.isFolded = isFolded;
}

QVariantList DiagramGroups::toVariant() const
{
    QVariantList kept;
    for (const DiagramGroup& group : m_groups)
        kept.append(QVariantMap{ { QStringLiteral("name"), group.name }, { QStringLiteral("tables"), group.tables },
            { QStringLiteral("folded"), group.isFolded } });
    return kept;
}

DiagramGroups DiagramGroups::fromVariant(const QVariantList& kept)
{
    DiagramGroups groups;
    for (const QVariant& one : kept) {
        const QVariantMap group = one.toMap();
        const QString name = group.value(QStringLiteral("name")).toString();
        groups.put(group.value(QStringLiteral("tables")).toStringList(), name);
        groups.fold(name, group.value(QStringLiteral("folded")).toBool());
    }
    return groups;
}

DiagramGroups groupsBySchema(const DiagramPicture& picture)
{
    std::map<QString, QStringList> bySchema;
    for (const DiagramTable* table : realTables(picture))
        bySchema[table->schema].append(table->key);
    DiagramGroups groups;
    if (bySchema.size() > 1)
        for (const auto& [schema, tables] : bySchema)
            if (!schema.isEmpty()) // what is in the default schema stands free, as its names do
                groups.put(tables, schema);
    return groups;
}

DiagramGroups groupsByName(const DiagramPicture& picture)
{
    const std::vector<const DiagramTable*> tables = realTables(picture);
    std::vector<QStringList> names;
    for (const DiagramTable* table : tables)
        names.push_back(wordsOf(table->name));
    const int common = commonWords(names);
    struct Found {
        QString name;
        QStringList tables;
    };
    std::map<QString, Found> byWord;
    for (size_t at = 0; at < tables.size(); ++at) {
        if (names[at].size() <= common)
            continue;
        Found& found = byWord[stemOf(names[at][common])];
        // The name is the shortest form of the word.
        if (const QString& word = names[at][common]; found.name.isEmpty() || word.size() < found.name.size())
            found.name = word;
        found.tables.append(tables[at]->key);
    }
    DiagramGroups groups;
    for (const auto& [word, found] : byWord)
        if (found.tables.size() >= fewTables)
            groups.put(found.tables, found.name);
    return groups;
}

QString likelyName(const QStringList& tables)
{
    std::vector<QStringList> names;
    std::set<QString> schemas;
    for (const QString& key : tables) {
        const auto dot = key.lastIndexOf(QLatin1Char('.'));
        names.push_back(wordsOf(key.mid(dot + 1)));
        schemas.insert(key.left(std::max<qsizetype>(0, dot)));
    }
    if (const int common = commonWords(names); common > 0)
        return names.front().mid(0, common).join(QLatin1Char('_'));
    return schemas.size() == 1 ? *schemas.begin() : QString();
}

std::vector<report::TableGroup> groupsForFiles(const DiagramGroups& groups)
{
    std::vector<report::TableGroup> files;
    for (const DiagramGroup& group : groups.all())
        files.push_back({ group.name, group.tables });
    return files;
}

QString folderKey(const QString& group) { return QChar(0x1f) + group; }

namespace {

/// Makes boxes of folded groups.
class Folding {
public:
    Folding(const DiagramPicture& picture, const DiagramGroups& groups)
        : m_from(picture)
        , m_groups(groups)
        , m_boxOf(picture.tables.size(), -1)
        , m_rowOf(picture.tables.size(), -1)
    { }

    std::shared_ptr<DiagramPicture> run()
    {
        for (size_t table = 0; table < m_from.tables.size(); ++table)
            addTable(table);
        for (DiagramTable& box : m_made->tables)
            if (box.isFolder())
                finish(box);
        for (size_t table = 0; table < m_from.tables.size(); ++table)
            m_made->indexOf.insert(m_from.tables[table].key, m_boxOf[table]);
        std::set<std::tuple<int, int, int, int>> seen;
        for (const DiagramKey& key : m_from.keys)
            addKey(key, seen);
        m_made->joinNeighbours();
        return m_made;
    }

private:
    void addTable(size_t table)
    {
        const DiagramTable& shown = m_from.tables[table];
        const DiagramGroup* group = m_groups.of(shown.key);
        if (!group || !group->isFolded) {
            m_boxOf[table] = int(m_made->tables.size());
            m_made->tables.push_back(shown);
            return;
        }
        const QString key = folderKey(group->name);
        int& at = m_boxOf[table] = m_made->find(key);
        if (at < 0) {
            at = int(m_made->tables.size());
            m_made->indexOf.insert(key, at);
            m_made->tables.emplace_back();
            m_made->tables.back().key = key;
            m_made->tables.back().name = group->name;
        }
        DiagramTable& box = m_made->tables[size_t(at)];
        box.folded.append(shown.key);
        if (box.rows.size() < size_t(mostDiagramRows)) {
            m_rowOf[table] = int(box.rows.size());
            box.rows.push_back({ shown.key, {}, {}, false, false, shown.mark });
        } else {
            ++box.hidden;
        }
        m_marks[at].push_back(shown.mark);
    }

    void finish(DiagramTable& box) { box.mark = markOf(m_marks[m_made->find(box.key)]); }

    /// Those within a folded group are not seen, and those between two boxes that look the same are one.
    void addKey(DiagramKey key, std::set<std::tuple<int, int, int, int>>& seen)
    {
        const int from = key.from, to = key.to;
        key.from = m_boxOf[size_t(from)];
        key.to = m_boxOf[size_t(to)];
        const bool isFromFolded = m_made->tables[size_t(key.from)].isFolder();
        const bool isToFolded = m_made->tables[size_t(key.to)].isFolder();
        if (isFromFolded && key.from == key.to)
            return;
        if (isFromFolded)
            key.fromRow = m_rowOf[size_t(from)];
        if (isToFolded)
            key.toRow = m_rowOf[size_t(to)];
        if ((isFromFolded || isToFolded) && !seen.insert({ key.from, key.fromRow, key.to, key.toRow }).second)
            return;
        m_made->keys.push_back(std::move(key));
    }

    const DiagramPicture& m_from;
    const DiagramGroups& m_groups;
    std::vector<int> m_boxOf, m_rowOf; ///< by table
    std::map<int, std::vector<DiagramMark>> m_marks; ///< of the members, by box
    std::shared_ptr<DiagramPicture> m_made = std::make_shared<DiagramPicture>();
};

} // namespace

DiagramPicturePtr grouped(const DiagramPicturePtr& picture, const DiagramGroups& groups)
{
    if (groups.all().empty())
        return picture;
    const auto made = Folding(*picture, groups).run();
    std::map<QString, std::vector<int>> frames;
    for (size_t table = 0; table < made->tables.size(); ++table)
        if (const DiagramGroup* group = groups.of(made->tables[table].key))
            frames[group->name].push_back(int(table));
    for (auto& [name, tables] : frames)
        made->frames.push_back({ name, std::move(tables) });
    return made;
}

} // namespace espalier::ui
