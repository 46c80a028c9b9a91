// What SQLAlchemy hands to the database driver for a URL must be the same for the URL that we write out of it. The
// truth is the installed SQLAlchemy; no driver has to be installed for it.
#include "core/process.h"
#include "dialects/database_url.h"
#include "support/verify_result.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace espalier;
using dialects::DatabaseUrl;

namespace {

constexpr char truth[] = R"(
import json, sys
from sqlalchemy.engine.url import make_url
def arguments(text):
    url = make_url(text)
    args, kwargs = url.get_dialect()().create_connect_args(url)
    return [list(args), {k: str(v) for k, v in kwargs.items() if k != "client_flag"}]
print(json.dumps([[arguments(a), arguments(b)] for a, b in json.load(sys.stdin)], sort_keys=True))
)";

const QStringList urls{
    QStringLiteral("postgresql+psycopg2://ann:p%40:w%2F%20%25+x@db.example.org:5433/app"),
    QStringLiteral("postgresql+psycopg2://u:p%40@/db?host=/run/x"),
    QStringLiteral("postgresql+psycopg2://u@/db?host=/run/x&port=5499"),
    QStringLiteral("postgresql+psycopg2://j%C3%B6rg:p%C3%A4ss@h/größe"),
    QStringLiteral("postgresql+psycopg2://u@[2001:db8::1]:5433/d"),
    QStringLiteral("postgresql+psycopg2://u@/d?host=a,b&port=1,2&target_session_attrs=primary"),
    QStringLiteral("postgresql+psycopg2://u@h/d%20b?options=-c%20search_path%3Da%2Cb&application_name=a+b"),
    QStringLiteral("postgresql://"),
    QStringLiteral("postgresql:///d"),
    QStringLiteral("postgresql://u:a'b\"c@h/d?sslmode=verify-full&sslrootcert=%2Fca.pem"),
    QStringLiteral("postgresql+asyncpg://ann:pw@db:5433/app?ssl=require"),
    QStringLiteral("sqlite://"),
    QStringLiteral("sqlite:///rel/app.db"),
    QStringLiteral("sqlite:////srv/a b%20c.db?timeout=20"),
    QStringLiteral("sqlite:///file:/srv/app.db?mode=ro&uri=true"),
    QStringLiteral("mysql+pymysql://ann:p%3Aw@db:3307/app?charset=utf8mb4"),
    QStringLiteral("mysql+pymysql://u:p@/app?unix_socket=/run/m.sock"),
    QStringLiteral("mariadb+pymysql://ann@db/app?ssl_ca=/ca.pem"),
};

} // namespace

class TestSqlAlchemyUrls : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void driverGetsTheSameArguments();
};

void TestSqlAlchemyUrls::driverGetsTheSameArguments()
{
    QJsonArray pairs;
    for (const QString& text : urls) {
        const auto url = DatabaseUrl::parse(text);
        VERIFY_RESULT(url);
        pairs.append(QJsonArray{ text, url->toSqlAlchemy().reveal() });
    }
    core::ProcessSpec python;
    python.program = QStringLiteral("/usr/bin/python3");
    python.arguments = { QStringLiteral("-c"), QString::fromUtf8(truth) };
    python.input = QJsonDocument(pairs).toJson();
    const auto output = core::runChecked(python);
    VERIFY_RESULT(output);
    const QJsonArray answers = QJsonDocument::fromJson(output->standardOutput).array();
    QCOMPARE(answers.size(), urls.size());
    for (qsizetype i = 0; i < answers.size(); ++i) {
        const auto text = [&](int which) {
            return QString::fromUtf8(
                QJsonDocument(answers[i].toArray()[which].toArray()).toJson(QJsonDocument::Compact));
        };
        QCOMPARE(text(1), text(0));
    }
}

QTEST_GUILESS_MAIN(TestSqlAlchemyUrls)
#include "tst_sqlalchemy_urls.moc"
