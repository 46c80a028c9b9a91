// Edits of every kind, made on a real server one at a time: each is told once, its statements make the same of a
// database that had none of it, and those that lead back leave nothing of it.
#include "torture.h"

#include "dialects/changes_sql.h"

#include <QFile>

using namespace espalier;
using namespace espalier::test;

namespace {

QString text(const char* latin) { return QString::fromUtf8(latin); }

struct EditedDatabase {
    QStringList statements; ///< of the database before all edits
    QStringList edits;
};

EditedDatabase editedDatabase()
{
    QFile file(QStringLiteral(ESPALIER_SOURCE_DIR "/tests/contract/introspection/edits_postgresql.sql"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s", qPrintable(file.fileName()));
    const QStringList parts = QString::fromUtf8(file.readAll()).split(QStringLiteral("\n-- Edits"));
    return { parts.value(0).split(QStringLiteral(";\n"), Qt::SkipEmptyParts),
        parts.value(1).section(QLatin1Char('\n'), 1).split(QLatin1Char('\n'), Qt::SkipEmptyParts) };
}

} // namespace

/// A database that is read and changed again and again.
class Edited {
public:
    Edited()
        : m_session(open(m_database.url()))
    {
        if (!m_session)
            qFatal("%s", qPrintable(core::describe(m_session.error())));
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

class TestEditsInSql : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void leadThereAndBack_data();
    void leadThereAndBack();

private:
    QString changesBetween(Edited& one, Edited& other) const;

    std::unique_ptr<Edited> m_edited;
    std::unique_ptr<Edited> m_copy;
    schema::Schema m_start;
};

void TestEditsInSql::initTestCase()
{
    m_edited = std::make_unique<Edited>();
    m_copy = std::make_unique<Edited>();
    for (Edited* each : { m_edited.get(), m_copy.get() }) {
        const QString failure = each->run(editedDatabase().statements);
        QVERIFY2(failure.isEmpty(), qPrintable(failure));
    }
    m_start = m_edited->schema();
    QVERIFY(m_start.knowsSettings);
}

void TestEditsInSql::leadThereAndBack_data()
{
    QTest::addColumn<QString>("edit");
    QTest::addColumn<int>("told");
    for (const QString& line : editedDatabase().edits) {
        bool isCounted = false;
        const int count = line.section(QLatin1Char('|'), 0, 0).toInt(&isCounted);
        const QString edit = isCounted ? line.section(QLatin1Char('|'), 1) : line;
        QTest::addRow("%s", qPrintable(edit.left(120))) << edit << (isCounted ? count : 1);
    }
}

QString TestEditsInSql::changesBetween(Edited& one, Edited& other) const
{
    return shown(schema::difference(one.schema(), other.schema(), one.dialect().schemaRules()));
}

void TestEditsInSql::leadThereAndBack()
{
    QFETCH(QString, edit);
    QFETCH(int, told);
    if (!m_edited) // the one before failed and left them in any state
        initTestCase();
    std::unique_ptr<Edited> edited = std::move(m_edited);
    std::unique_ptr<Edited> copy = std::move(m_copy);
    const QString refused = edited->run({ edit });
    QVERIFY2(refused.isEmpty(), qPrintable(refused));
    const schema::SchemaRules& rules = edited->dialect().schemaRules();
    const auto found = schema::difference(m_start, edited->schema(), rules);
    QVERIFY2(int(found.size()) == told, qPrintable(shown(found)));
    const auto there = dialects::changesToSql(edited->dialect().serverDdl(), schema::forward(found));
    VERIFY_RESULT(there);
    const QString failure = copy->run(*there);
    QVERIFY2(failure.isEmpty(), qPrintable(failure + QLatin1Char('\n') + there->join(text(";\n"))));
    QVERIFY2(changesBetween(*copy, *edited).isEmpty(),
        qPrintable(changesBetween(*copy, *edited) + QLatin1Char('\n') + there->join(text(";\n"))));
    const auto back = dialects::changesToSql(edited->dialect().serverDdl(), schema::backward(found));
    VERIFY_RESULT(back);
    for (Edited* each : { edited.get(), copy.get() }) {
        const QString failureBack = each->run(*back);
        QVERIFY2(failureBack.isEmpty(), qPrintable(failureBack + QLatin1Char('\n') + back->join(text(";\n"))));
        const QString rest = shown(schema::difference(m_start, each->schema(), rules));
        QVERIFY2(rest.isEmpty(), qPrintable(rest + QLatin1Char('\n') + back->join(text(";\n"))));
    }
    m_edited = std::move(edited);
    m_copy = std::move(copy);
}

QTEST_GUILESS_MAIN(TestEditsInSql)
#include "tst_edits_in_sql.moc"
