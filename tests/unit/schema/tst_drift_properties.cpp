// Edits by chance of a schema by chance: each is reported once, and nothing else is.
#include "support/random_schema.h"

#include "dialects/dialect.h"
#include "schema/drift.h"

#include <QTest>
#include <rapidcheck.h>

using namespace espalier;
using namespace espalier::test;
using namespace espalier::schema;

namespace {

/// Edits of a schema, each with the line that a report of it has.
class Editor {
public:
    Editor(Choices& choices, const Schema& start, const SchemaRules& rules)
        : m_choices(choices)
        , m_rules(rules)
        , schema(start)
    { }

    void edit(int count)
    {
        for (int i = 0; i < count; ++i) {
            const QString number = QString::number(i);
            if (schema.tables.isEmpty() || m_choices.maybe(20))
                addTable(QLatin1String("new") + number);
            else
                editTable(m_choices.oneOf(names()), number);
        }
        lines.sort();
    }

private:
    std::vector<ObjectName> names() const
    {
        const auto keys = schema.tables.keys();
        return { keys.begin(), keys.end() };
    }

    void say(const char* kind, const char* object, const QString& table, const QString& name)
    {
        lines.append(QStringLiteral("%1 %2 %3.%4").arg(text(kind), text(object), table, name));
    }

    void addTable(const QString& name)
    {
        schema.put(table(latin(name).c_str(), { Col("id").key() }));
        m_touched.insert(name);
        say("add", "table", name, name);
    }

    void editTable(const ObjectName& name, const QString& number)
    {
        if (m_touched.contains(name.name)) // one edit a table: two may be told as one
            return;
        m_touched.insert(name.name);
        Table edited = *schema.tables.value(name);
        std::vector<Column*> plain;
        for (Column& column : edited.columns)
            if (!column.isPrimaryKey && column.name != text("id"))
                plain.push_back(&column);
        switch (m_choices.below(6)) {
        case 0:
            schema.tables.remove(name);
            return say("remove", "table", name.name, name.name);
        case 1:
            edited.columns.push_back(Col(latin(QLatin1String("extra") + number).c_str()).column);
            say("add", "column", name.name, QLatin1String("extra") + number);
            break;
        case 2: {
            edited.indexes.push_back(
                index(latin(QLatin1String("ix_new") + number).c_str(), { edited.columns.front().name }));
            if (m_rules.comesByItself(edited.indexes.back(), edited))
                return;
            say("add", "index", name.name, QLatin1String("ix_new") + number);
            break;
        }
        case 3: {
            edited.constraints.push_back(check("id > 77", latin(QLatin1String("ck_new") + number).c_str()));
            say("add", "check", name.name, QLatin1String("ck_new") + number);
            break;
        }
        case 4: {
            if (plain.empty())
                return;
            Column& column = *m_choices.oneOf(plain);
            column.nullable = !column.isNullable();
            say("change", "column", name.name, column.name);
            break;
        }
        default: {
            if (plain.empty())
                return;
            Column& column = *m_choices.oneOf(plain);
            column.type = SqlType::string(text("String"), 99);
            column.serverDefault.reset();
            say("change", "column", name.name, column.name);
            break;
        }
        }
        schema.put(std::move(edited));
    }

    Choices& m_choices;
    const SchemaRules& m_rules;
    QSet<QString> m_touched;

public:
    Schema schema;
    QStringList lines;
};

void report(const std::vector<DriftChange>& changes, QStringList& lines)
{
    for (const DriftChange& change : changes) {
        const Difference& one = change.difference;
        lines.append(
            QStringLiteral("%1 %2 %3.%4").arg(codeName(one.kind), codeName(one.object), one.table.name, one.name));
    }
}

void requireSame(QStringList found, const QStringList& wanted, const char* what)
{
    found.sort();
    if (found != wanted)
        RC_FAIL(std::string(what) + ": found " + latin(found.join(QLatin1String("; "))) + ", made "
            + latin(wanted.join(QLatin1String("; "))));
}

} // namespace

class TestDriftProperties : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyEditIsReportedOnce_data();
    void everyEditIsReportedOnce();
};

void TestDriftProperties::everyEditIsReportedOnce_data()
{
    QTest::addColumn<QString>("dialect");
    for (const dialects::Dialect* dialect : dialects::allDialects())
        QTest::newRow(qPrintable(dialect->id())) << dialect->id();
}

void TestDriftProperties::everyEditIsReportedOnce()
{
    QFETCH(QString, dialect);
    const SchemaRules& rules = dialects::findDialect(dialect)->schemaRules();
    QVERIFY(rc::check(latin(dialect), [&](const std::vector<unsigned char>& bytes) {
        Choices choices(bytes);
        const Schema start = randomSchema(choices, rules);
        Editor ofDatabase(choices, start, rules);
        ofDatabase.edit(choices.below(6));
        Editor ofModels(choices, start, rules);
        ofModels.edit(choices.below(6));
        DriftPlaces places;
        places.applied = DriftPlace{ start, {} };
        places.heads = DriftPlace{ start, {} };
        places.models = DriftPlace{ ofModels.schema, {} };
        places.database = DriftPlace{ ofDatabase.schema, {} };
        const Drift found = drift(places, rules);
        QStringList drifted;
        QStringList missing;
        report(found.drifted, drifted);
        report(found.missing, missing);
        int pending = int(found.pending.size());
        for (const TableDrift& table : found.tables) {
            RC_ASSERT(table.isCertain);
            const bool isSame = table.drifted.empty() && table.missing.empty();
            RC_ASSERT(isSame == (table.state == DriftState::InOrder));
            report(table.drifted, drifted);
            report(table.missing, missing);
            pending += int(table.pending.size());
        }
        requireSame(drifted, ofDatabase.lines, "database");
        // an enum goes with the last column that uses it
        missing.erase(std::remove_if(missing.begin(), missing.end(),
                          [](const QString& line) { return line == text("remove enum .mood"); }),
            missing.end());
        requireSame(missing, ofModels.lines, "models");
        RC_ASSERT(pending == 0);
    }));
}

QTEST_GUILESS_MAIN(TestDriftProperties)
#include "tst_drift_properties.moc"
