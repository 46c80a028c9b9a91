#include "../support/whole_job.h"

using namespace espalier::test;

class TestWholeJobSqlite : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theMainJobIsDoneByClicking()
    {
        WholeJob job(Kind::Sqlite);
        job.run();
    }
};

QTEST_MAIN(TestWholeJobSqlite)
#include "tst_whole_job_sqlite.moc"
