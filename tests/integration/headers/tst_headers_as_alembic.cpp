#include "core/process.h"
#include "header_generator.h"
#include "revisions/script_reader.h"
#include "support/verify_result.h"

#include <algorithm>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <vector>

using namespace espalier;
using namespace espalier::revisions;

namespace {

struct Case {
    QString name;
    QByteArray content;
};

std::vector<Case> randomCases(quint32 seed, int count)
{
    QRandomGenerator random(seed);
    std::vector<Case> cases;
    for (int i = 0; i < count; ++i) {
        const bool isLegacyName = random.bounded(10) == 0;
        cases.push_back({ isLegacyName ? QStringLiteral("%1.py").arg(i, 0, 16) : QStringLiteral("x%1_add.py").arg(i),
            test::oddScript(random) });
    }
    return cases;
}

core::Result<QJsonArray> askAlembic(const std::vector<Case>& cases)
{
    QJsonArray texts;
    for (const Case& one : cases)
        texts.append(QJsonArray{ one.name, QString::fromLatin1(one.content.toBase64()) });
    core::ProcessSpec python;
    python.program = QStringLiteral("/usr/bin/python3");
    python.arguments = { QStringLiteral(ESPALIER_SOURCE_DIR "/tests/integration/headers/alembic_headers.py") };
    python.input = QJsonDocument(texts).toJson(QJsonDocument::Compact);
    const auto output = core::runChecked(python);
    if (!output)
        return core::fail(output.error());
    return QJsonDocument::fromJson(output->standardOutput).array();
}

QStringList sorted(QStringList list)
{
    list.sort();
    list.removeDuplicates();
    return list;
}

QJsonObject shown(const Revision& revision)
{
    return { { QStringLiteral("id"), revision.id },
        { QStringLiteral("down"), QJsonArray::fromStringList(revision.down) },
        { QStringLiteral("depends_on"), QJsonArray::fromStringList(revision.dependsOn) },
        { QStringLiteral("branch_labels"), QJsonArray::fromStringList(sorted(revision.branchLabels)) },
        { QStringLiteral("doc"), revision.message }, { QStringLiteral("longdoc"), revision.documentation },
        { QStringLiteral("upgrade"), revision.hasUpgrade }, { QStringLiteral("downgrade"), revision.hasDowngrade } };
}

bool has(const ReadScript& script, const char* code)
{
    return std::any_of(script.problems.cbegin(), script.problems.cend(),
        [code](const Problem& problem) { return problem.code == QLatin1String(code); });
}

} // namespace

/// Thousands of odd headers, read here and by Debian's Alembic. What is said to be known must be what Alembic finds;
/// what Alembic refuses must be a problem. Left out is what only running a script shows: errors that it raises.
class TestHeadersAsAlembic : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knownHeadersAreAlembics_data();
    void knownHeadersAreAlembics();
};

void TestHeadersAsAlembic::knownHeadersAreAlembics_data()
{
    QTest::addColumn<SyntaxDepth>("depth");
    QTest::newRow("headers") << SyntaxDepth::Headers;
    QTest::newRow("full") << SyntaxDepth::Full;
}

void TestHeadersAsAlembic::knownHeadersAreAlembics()
{
    QFETCH(SyntaxDepth, depth);
    const std::vector<Case> cases = randomCases(77, 2500);
    const auto answers = askAlembic(cases);
    VERIFY_RESULT(answers);
    QCOMPARE(answers->size(), qsizetype(cases.size()));
    int known = 0;
    int loadable = 0;
    for (size_t i = 0; i < cases.size(); ++i) {
        ScriptReaderOptions options;
        options.syntax = depth;
        const ReadScript script
            = readScript(cases[i].content, { cases[i].name, QLatin1String("/nowhere/") + cases[i].name }, options);
        const QJsonValue expected = answers->at(static_cast<qsizetype>(i));
        const QByteArray context = "--- " + cases[i].name.toUtf8() + '\n' + cases[i].content + "\n--- Alembic:\n"
            + QJsonDocument(expected.toObject()).toJson() + "--- here:\n"
            + (script.revision ? QJsonDocument(shown(*script.revision)).toJson() : QByteArray("nothing"))
            + (script.problems.isEmpty() ? QByteArray() : script.problems.first().code.toUtf8());
        if (expected.isNull())
            continue; // mostly raised while it ran, which is not this reader's to foresee
        ++loadable;
        if (has(script, "not-literal"))
            continue;
        ++known;
        QVERIFY2(script.problems.isEmpty(), context.constData());
        QVERIFY2(script.revision && shown(*script.revision) == expected.toObject(), context.constData());
    }
    QVERIFY2(loadable > 700, qPrintable(QString::number(loadable)));
    QVERIFY2(known > loadable * 7 / 10, qPrintable(QStringLiteral("%1 of %2").arg(known).arg(loadable)));
}

QTEST_GUILESS_MAIN(TestHeadersAsAlembic)
#include "tst_headers_as_alembic.moc"
