#include "support/evaluated_script.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace espalier;

/// What the inspector says of types, held against what SQLAlchemy's own said on servers (record_reflection.py).
class ReflectedTypesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void typesAreToldAsTheDatabaseHasThem_data();
    void typesAreToldAsTheDatabaseHasThem();
};

void ReflectedTypesTest::typesAreToldAsTheDatabaseHasThem_data()
{
    QTest::addColumn<QString>("dialect");
    QTest::addColumn<int>("fewest"); // that are known
    QTest::newRow("SQLite") << QStringLiteral("sqlite") << 40;
    QTest::newRow("PostgreSQL") << QStringLiteral("postgresql") << 45;
    QTest::newRow("MySQL") << QStringLiteral("mysql") << 38;
}

void ReflectedTypesTest::typesAreToldAsTheDatabaseHasThem()
{
    QFETCH(QString, dialect);
    QFETCH(int, fewest);
    QFile file(QStringLiteral(ESPALIER_SOURCE_DIR "/tests/data/operations/reflected_types.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject types = QJsonDocument::fromJson(file.readAll()).object()[dialect].toObject();
    QVERIFY(types.size() >= fewest);
    int known = 0;
    for (auto it = types.begin(); it != types.end(); ++it) {
        const QJsonArray told = it->toArray();
        const auto evaluation = test::evaluateText(
            "from alembic import op\nimport sqlalchemy as sa\n"
            "from sqlalchemy.dialects import mysql, postgresql, sqlite\n\ndef upgrade():\n"
            "    op.create_table('r', sa.Column('id', sa.Integer, primary_key=True), sa.Column('c', "
                + it.key().toUtf8()
                + "))\n"
                  "    kind = sa.inspect(op.get_bind()).get_columns('r')[1]['type']\n"
                  "    bases = 'String Text Integer BigInteger SmallInteger Numeric Float Boolean DateTime Date Time "
                  "LargeBinary Enum JSON Uuid Interval'.split()\n"
                  "    op.execute('SELECT ' + '|'.join([str(kind), type(kind).__name__, "
                  "' '.join(one for one in bases if isinstance(kind, getattr(sa, one)))]))\n",
            dialect, operations::Direction::Up, false);
        if (!evaluation.isUnderstood)
            continue;
        ++known;
        QStringList bases;
        for (const QJsonValue base : told[2].toArray())
            bases.append(base.toString());
        const QString truth = QLatin1String("SELECT ") + told[0].toString() + QLatin1Char('|') + told[1].toString()
            + QLatin1Char('|') + bases.join(QLatin1Char(' '));
        QVERIFY2(evaluation.refused.isEmpty(), qPrintable(it.key() + QLatin1String(": ") + evaluation.refused));
        QCOMPARE(it.key() + QLatin1Char(' ') + evaluation.sql().last(), it.key() + QLatin1Char(' ') + truth.trimmed());
    }
    QVERIFY2(known >= fewest, qPrintable(QStringLiteral("%1 of %2 are known").arg(known).arg(types.size())));
}

QTEST_GUILESS_MAIN(ReflectedTypesTest)
#include "tst_reflected_types.moc"
