// Edits of every kind, made on a real server one at a time: each is told once, its statements make the same of a
// database that had none of it, and those that lead back leave nothing of it.
#include "torture.h"

#include "dialects/changes_sql.h"

#include <QFile>
#include <QRegularExpression>

using namespace espalier;
using namespace espalier::test;

namespace {

QString text(const char* latin) { return QString::fromUtf8(latin); }

QStringList linesOf(const char* file)
{
    QFile opened(QStringLiteral(ESPALIER_SOURCE_DIR "/tests/contract/introspection/") + QLatin1String(file));
    if (!opened.open(QIODevice::ReadOnly))
        qFatal("%s", file);
    return QString::fromUtf8(opened.readAll()).split(QLatin1Char('\n'));
}

/// A database before all edits, and those. Who edits may make tables, or anything.
struct EditedDatabase {
    bool isAdmin;
    QStringList statements;
    QStringList edits;
};

EditedDatabase editedDatabase(bool isAdmin)
{
    const QStringList lines = linesOf(isAdmin ? "edits_means_postgresql.sql" : "edits_postgresql.sql");
    const qsizetype start = lines.indexOf(QRegularExpression(QStringLiteral("^-- Edits.*")));
    const QStringList before = isAdmin ? linesOf("means_postgresql.sql") : lines.mid(0, start);
    QStringList edits = lines.mid(start + 1);
    edits.removeAll(QString());
    return { isAdmin, before.join(QLatin1Char('\n')).split(QStringLiteral(";\n"), Qt::SkipEmptyParts), edits };
}

} // namespace

/// A database that is read and changed again and again.
class Edited {
public:
    explicit Edited(const EditedDatabase& database)
        : m_session(open(database.isAdmin ? m_database.adminUrl() : m_database.url()))
    {
        if (!m_session)
            qFatal("%s", qPrintable(core::describe(m_session.error())));
        if (database.isAdmin)
            makeRoles(m_database);
        if (const QString failure = run(database.statements); !failure.isEmpty())
            qFatal("%s", qPrintable(failure));
    }
    QString run(const QStringList& statements) { return runAll(*m_session, statements); }
    schema::Schema schema()
    {
        auto read = database::readSchema(*m_session, jobs::JobContext());
        if (!read)
            qFatal("%s", qPrintable(core::describe(read.error())));
        return std::move(read->schema);
    }
    const dialects::Dialect& dialect() const { return m_session->dialect(); }

private:
    const TestDatabase m_database{ Kind::PostgreSql };
    core::Result<database::Session> m_session;
};

/// Two that are the same, and were so before all edits.
struct EditedPair {
    explicit EditedPair(const EditedDatabase& database)
        : edited(database)
        , copy(database)
        , start(edited.schema())
    { }
    Edited edited;
    Edited copy;
    const schema::Schema start;
};

class TestEditsInSql : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void leadThereAndBack_data();
    void leadThereAndBack();

private:
    QString changesBetween(Edited& one, Edited& other) const;

    std::unique_ptr<EditedPair> m_pairs[2]; ///< of tables, of means
};

void TestEditsInSql::leadThereAndBack_data()
{
    QTest::addColumn<bool>("isAdmin");
    QTest::addColumn<QString>("edit");
    QTest::addColumn<int>("told");
    for (const bool isAdmin : { false, true })
        for (const QString& line : editedDatabase(isAdmin).edits) {
            bool isCounted = false;
            const int count = line.section(QLatin1Char('|'), 0, 0).toInt(&isCounted);
            const QString edit = isCounted ? line.section(QLatin1Char('|'), 1) : line;
            QTest::addRow("%s", qPrintable(edit.left(120))) << isAdmin << edit << (isCounted ? count : 1);
        }
}

QString TestEditsInSql::changesBetween(Edited& one, Edited& other) const
{
    return shown(schema::difference(one.schema(), other.schema(), one.dialect().schemaRules()));
}

void TestEditsInSql::leadThereAndBack()
{
    QFETCH(bool, isAdmin);
    QFETCH(QString, edit);
    QFETCH(int, told);
    // one that fails leaves them in any state: the next gets new ones
    std::unique_ptr<EditedPair> pair = std::move(m_pairs[isAdmin]);
    if (!pair)
        pair = std::make_unique<EditedPair>(editedDatabase(isAdmin));
    QVERIFY(pair->start.knowsSettings);
    Edited* edited = &pair->edited;
    Edited* copy = &pair->copy;
    const QString refused = edited->run({ edit });
    QVERIFY2(refused.isEmpty(), qPrintable(refused));
    const schema::SchemaRules& rules = edited->dialect().schemaRules();
    const auto found = schema::difference(pair->start, edited->schema(), rules);
    QVERIFY2(int(found.size()) == told, qPrintable(shown(found)));
    const auto there = dialects::changesToSql(edited->dialect().serverDdl(), schema::forward(found));
    VERIFY_RESULT(there);
    const QString failure = copy->run(*there);
    QVERIFY2(failure.isEmpty(), qPrintable(failure + QLatin1Char('\n') + there->join(text(";\n"))));
    QVERIFY2(changesBetween(*copy, *edited).isEmpty(),
        qPrintable(changesBetween(*copy, *edited) + QLatin1Char('\n') + there->join(text(";\n"))));
    const auto back = dialects::changesToSql(edited->dialect().serverDdl(), schema::backward(found));
    VERIFY_RESULT(back);
    for (Edited* each : { edited, copy }) {
        const QString failureBack = each->run(*back);
        QVERIFY2(failureBack.isEmpty(), qPrintable(failureBack + QLatin1Char('\n') + back->join(text(";\n"))));
        const QString rest = shown(schema::difference(pair->start, each->schema(), rules));
        QVERIFY2(rest.isEmpty(), qPrintable(rest + QLatin1Char('\n') + back->join(text(";\n"))));
    }
    m_pairs[isAdmin] = std::move(pair);
}

QTEST_GUILESS_MAIN(TestEditsInSql)
#include "tst_edits_in_sql.moc"
