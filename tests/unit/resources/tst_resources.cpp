#include "resources/resources.h"

#include <QDirIterator>
#include <QTest>

class TestResources : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCatalogueQueryNamesItsColumnsAndLeastVersion();
};

void TestResources::everyCatalogueQueryNamesItsColumnsAndLeastVersion()
{
    espalier::resources::load();
    int count = 0;
    QDirIterator files(
        QStringLiteral(":/espalier/sql"), { QStringLiteral("*.sql") }, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QByteArray text = espalier::resources::read(path.mid(QStringLiteral(":/espalier/").size()));
        QVERIFY2(text.startsWith("-- "), qPrintable(path));
        QVERIFY2(text.contains("\n-- Columns: "), qPrintable(path));
        QVERIFY2(text.contains("\n-- Least version: ") || text.contains(" or newer."), qPrintable(path));
        ++count;
    }
    QVERIFY(count >= 8);
}

QTEST_GUILESS_MAIN(TestResources)
#include "tst_resources.moc"
