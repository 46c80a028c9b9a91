#include "../support/whole_job.h"

using namespace espalier::test;

class TestWholeJobPostgreSql : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theMainJobIsDoneByClicking()
    {
        WholeJob job(Kind::PostgreSql);
        job.run();
    }
};

QTEST_MAIN(TestWholeJobPostgreSql)
#include "tst_whole_job_postgresql.moc"
