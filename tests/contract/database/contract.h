#pragma once

// What the contract tests share: the same rows for every kind of database, and sessions on databases of their own.

#include "database/session.h"
#include "support/servers.h"
#include "support/verify_result.h"

#include <QTest>

namespace espalier::test {

inline void everyKind()
{
    QTest::addColumn<Kind>("kind");
    for (const Kind kind : allKinds())
        QTest::newRow(kindName(kind)) << kind;
}

inline void everyServer()
{
    QTest::addColumn<Kind>("kind");
    for (const Kind kind : { Kind::PostgreSql, Kind::MariaDb })
        QTest::newRow(kindName(kind)) << kind;
}

inline database::ConnectionSettings settingsFor(const QString& url)
{
    const auto parsed = dialects::DatabaseUrl::parse(url);
    if (!parsed)
        qFatal("%s", qPrintable(core::describe(parsed.error())));
    return database::ConnectionSettings::fromUrl(*parsed);
}

inline std::optional<core::Secret> secretIn(const QString& url)
{
    const auto parsed = dialects::DatabaseUrl::parse(url);
    return parsed && parsed->hasPassword ? std::optional(parsed->password) : std::nullopt;
}

inline core::Result<database::Session> open(const QString& url, const core::CancelToken& cancel = {},
    const database::OpenOptions& options = {}, const dialects::TlsSettings& tls = {})
{
    auto settings = settingsFor(url);
    settings.tls = tls;
    return database::Session::open(settings, secretIn(url), jobs::JobContext(cancel), options);
}

/// Runs statements up to the first that fails: that one and why; empty where all went well.
inline QString runAll(database::Session& session, const QStringList& statements)
{
    for (const QString& statement : statements)
        if (const auto done = session.execute(statement); !done)
            return statement + QLatin1Char('\n') + core::describe(done.error());
    return {};
}

/// One of three texts by kind.
inline QString perKind(Kind kind, const char* sqlite, const char* postgreSql, const char* mariaDb)
{
    return QString::fromUtf8(kind == Kind::Sqlite ? sqlite : kind == Kind::PostgreSql ? postgreSql : mariaDb);
}

} // namespace espalier::test

#define VERIFY_FAILS(result, expected)                                                                                 \
    do {                                                                                                               \
        const auto& failing = (result);                                                                                \
        QVERIFY2(!failing.has_value(), "it did not fail");                                                             \
        QVERIFY2(failing.error().code == (expected), qPrintable(core::describe(failing.error())));                     \
    } while (false)
