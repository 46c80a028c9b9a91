#include "core/file.h"
#include "python/syntax_cache.h"
#include "support/temporary_folder.h"
#include "support/verify_result.h"

#include <cstring>
#include <QTest>

using namespace espalier;
using python::SyntaxCache;
using python::SyntaxTree;

namespace {

const QByteArray text = "import sqlalchemy as sa\n\n# größer\ndef f(a, b=1):\n    return f'{a}' + \"ä\" + (b\n";

/// Every node with its fields, as text.
QByteArray outline(const python::Node& node, int depth = 0)
{
    QByteArray all = QByteArray(depth, ' ') + node.type() + ' ' + QByteArray::number(node.line()) + ' '
        + QByteArray::number(node.hasError()) + ' ' + node.text().toUtf8().simplified() + ' '
        + node.field("name").text().toUtf8() + '\n';
    for (const python::Node& child : node.allChildren())
        all += outline(child, depth + 1);
    return all;
}

QByteArray outlineBy(SyntaxCache& cache, const QByteArray& source)
{
    const auto tree = cache.tree(source);
    return tree ? outline(tree->root()) : QByteArray();
}

} // namespace

class TestSyntaxCache : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatWasKeptIsWhatIsParsed();
    void damagedFilesGiveNothingWrong();
    void whatIsNotAskedForIsDropped();
    void foldersThatCannotBeWrittenAreNoHarm();
};

void TestSyntaxCache::whatWasKeptIsWhatIsParsed()
{
    const test::TemporaryFolder folder;
    const QString file = folder.path(QStringLiteral("cache/a.trees"));
    {
        SyntaxCache cache(file);
        VERIFY_RESULT(cache.tree(text));
        cache.save();
    }
    QVERIFY(QFile::exists(file));
    const QByteArray before = *core::readFile(file);
    SyntaxCache cache(file);
    const auto tree = cache.tree(text);
    VERIFY_RESULT(tree);
    QCOMPARE(outline(tree->root()), outline(SyntaxTree::parse(text)->root()));
    QCOMPARE(tree->firstErrorLine(), SyntaxTree::parse(text)->firstErrorLine());
    cache.save();
    QCOMPARE(*core::readFile(file), before); // nothing new, nothing written
}

void TestSyntaxCache::damagedFilesGiveNothingWrong()
{
    const test::TemporaryFolder folder;
    const QString file = folder.path(QStringLiteral("a.trees"));
    {
        SyntaxCache cache(file);
        VERIFY_RESULT(cache.tree(text));
        VERIFY_RESULT(cache.tree("x = 1\n"));
        cache.save();
    }
    const QByteArray whole = *core::readFile(file);
    const QByteArray expected = outline(SyntaxTree::parse(text)->root());
    for (qsizetype at = 0; at < whole.size(); at += 7) {
        QByteArray damaged = whole;
        damaged[at] = char(damaged[at] ^ 0x41);
        folder.write(QStringLiteral("a.trees"), damaged);
        SyntaxCache cache(file);
        QCOMPARE(outlineBy(cache, text), expected);
    }
    for (qsizetype size = 0; size < whole.size(); size += 97) {
        folder.write(QStringLiteral("a.trees"), whole.first(size));
        SyntaxCache cache(file);
        QCOMPARE(outlineBy(cache, text), expected);
    }
}

void TestSyntaxCache::whatIsNotAskedForIsDropped()
{
    const test::TemporaryFolder folder;
    const QString file = folder.path(QStringLiteral("a.trees"));
    const auto run = [&](const QList<QByteArray>& sources) {
        SyntaxCache cache(file);
        for (const QByteArray& source : sources)
            QVERIFY(cache.tree(source).has_value());
        cache.save();
    };
    run({ text, "x = 1\n" });
    const auto both = QFileInfo(file).size();
    run({ "x = 1\n", "x = 2\n" });
    QVERIFY(QFileInfo(file).size() < both);
}

void TestSyntaxCache::foldersThatCannotBeWrittenAreNoHarm()
{
    const test::TemporaryFolder folder;
    folder.write(QStringLiteral("file"), "x");
    SyntaxCache cache(folder.path(QStringLiteral("file/cache/a.trees")));
    VERIFY_RESULT(cache.tree(text));
    cache.save();
    QCOMPARE(outlineBy(cache, text), outline(SyntaxTree::parse(text)->root()));
}

QTEST_GUILESS_MAIN(TestSyntaxCache)
#include "tst_syntax_cache.moc"
