#include "core/checksum.h"

#include <QTest>

using namespace espalier;

class TestChecksum : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aChangedByteChangesTheSum();
};

void TestChecksum::aChangedByteChangesTheSum()
{
    QByteArray bytes(1000, 'a');
    const quint64 sum = core::quickSum(bytes);
    QCOMPARE(core::quickSum(QByteArray(1000, 'a')), sum);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        bytes[i] = 'b';
        QVERIFY(core::quickSum(bytes) != sum);
        bytes[i] = 'a';
    }
}

QTEST_GUILESS_MAIN(TestChecksum)
#include "tst_checksum.moc"
