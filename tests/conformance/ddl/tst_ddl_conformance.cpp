#include "dialects/dialect.h"
#include "spec_operations.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

// What is written for migrations is what current Alembic and SQLAlchemy write, recorded by record.py beside this file.

using namespace espalier;
using namespace espalier::test;

namespace {

QJsonObject recorded(const QString& name)
{
    QFile file(QStringLiteral(ESPALIER_SOURCE_DIR "/tests/data/ddl/%1.json.z").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(qUncompress(file.readAll())).object();
}

schema::NamingConvention conventionOf(const QJsonObject& data, const QJsonObject& spec)
{
    schema::NamingConvention convention;
    const QJsonObject given = data.value(key("conventions")).toObject().value(textOf(spec, "convention")).toObject();
    for (auto it = given.begin(); it != given.end(); ++it)
        convention.insert(it.key(), it.value().toString());
    return convention;
}

/// Both as text: statements with their ends marked, or the refusal.
QString shown(const QJsonValue& golden)
{
    return golden.isObject() ? QLatin1String("refused: ") + textOf(golden.toObject(), "error")
                             : strings(golden).join(QStringLiteral(";\n"));
}

QString rendered(const Ddl& ddl, const QJsonObject& spec, const schema::NamingConvention& convention)
{
    DdlMemo memo;
    QStringList all;
    for (const QJsonValue operation : spec.value(key("ops")).toArray()) {
        const Statements statements = render(ddl, operation.toObject(), convention, memo);
        if (!statements)
            return QLatin1String("refused: ") + statements.error().detail;
        all += *statements;
    }
    return all.join(QStringLiteral(";\n"));
}

} // namespace

class TestDdlConformance : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void writesWhatAlembicWrites_data();
    void writesWhatAlembicWrites();
    void knowsEveryRefusal();
};

void TestDdlConformance::writesWhatAlembicWrites_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("dialect");
    for (const char* file : { "cases", "random" })
        for (const dialects::Dialect* dialect : dialects::allDialects())
            QTest::addRow("%s, %s", file, qPrintable(dialect->id())) << key(file) << dialect->id();
}

void TestDdlConformance::writesWhatAlembicWrites()
{
    QFETCH(QString, file);
    QFETCH(QString, dialect);
    const QJsonObject data = recorded(file);
    const QJsonArray cases = data.value(key("cases")).toArray();
    QVERIFY(cases.size() > 500);
    const Ddl& ddl = dialects::findDialect(dialect)->ddl();
    QStringList wrong;
    for (const QJsonValue value : cases) {
        const QJsonObject spec = value.toObject();
        const QString wanted = shown(spec.value(key("golden")).toObject().value(dialect));
        const QString got = rendered(ddl, spec, conventionOf(data, spec));
        if (got != wanted)
            wrong.append(QStringLiteral("%1\n  wanted: %2\n  got:    %3").arg(textOf(spec, "name"), wanted, got));
    }
    QVERIFY2(wrong.isEmpty(),
        qPrintable(QStringLiteral("%1 of %2:\n").arg(wrong.size()).arg(cases.size())
            + wrong.mid(0, 40).join(QLatin1Char('\n'))));
}

// The comparison above would pass on a recording without a single refusal.
void TestDdlConformance::knowsEveryRefusal()
{
    int refusals = 0;
    for (const QJsonValue value : recorded(key("cases")).value(key("cases")).toArray())
        for (const QJsonValue golden : value.toObject().value(key("golden")).toObject())
            refusals += golden.isObject() ? 1 : 0;
    QVERIFY(refusals > 50);
}

QTEST_GUILESS_MAIN(TestDdlConformance)
#include "tst_ddl_conformance.moc"
