#pragma once

#include "backup/create.h"
#include "backup/restore.h"
#include "backup/verify.h"
#include "database/session.h"
#include "dialects/dialect.h"
#include "support/servers.h"
#include "support/temporary_folder.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QMutex>
#include <QTest>

namespace espalier::test {

/// A database with a bit of everything, a folder for its backups, and what jobs said. Header-only, so that test_support
/// does not depend on the libraries under test.
class BackupWorld {
public:
    explicit BackupWorld(Kind kind)
        : database(kind)
        , settings(database::ConnectionSettings::fromUrl(parsed(database.url())))
        , secret(secretOf(database.url()))
    {
        execute(sampleStatements(kind));
    }
    ~BackupWorld()
    {
        for (const QString& name : std::as_const(m_made))
            drop(name);
    }

    TestDatabase database;
    TemporaryFolder folder;
    database::ConnectionSettings settings;
    std::optional<core::Secret> secret;
    QStringList log; ///< lines and phases of all jobs
    QStringList phases; ///< each once, in order

    QString backups() const { return folder.path(QStringLiteral("backups")); }

    backup::BackupRequest request() const
    {
        backup::BackupRequest request;
        request.connection = settings;
        request.secret = secret;
        request.folder = backups();
        return request;
    }

    /// A new name for a database to restore into; dropped at the end.
    QString newTarget()
    {
        const QString name = database.kind() == Kind::Sqlite
            ? folder.path(QStringLiteral("restored-%1.db").arg(m_made.size()))
            : QStringLiteral("%1_r%2").arg(database.name()).arg(m_made.size());
        m_made += name;
        return name;
    }

    backup::RestoreRequest restoreRequest(const backup::BackupId& id, const QString& target) const
    {
        backup::RestoreRequest request;
        request.connection = settings;
        request.secret = secret;
        request.folder = backups();
        request.id = id;
        request.target = target;
        return request;
    }

    /// Keeps what the job says; cancels when a phase begins with `cancelAt`.
    jobs::JobContext context(const QString& cancelAt = {})
    {
        m_cancel = core::CancelSource();
        return jobs::JobContext(
            m_cancel.token(),
            [this, cancelAt](const jobs::Progress& progress) {
                const QMutexLocker lock(&m_mutex);
                const QString kind = phaseKind(progress.phase);
                log += progress.phase;
                if (!phases.contains(kind))
                    phases += kind;
                if (!cancelAt.isEmpty() && kind == cancelAt)
                    m_cancel.cancel();
            },
            [this](const jobs::LogLine& line) {
                const QMutexLocker lock(&m_mutex);
                log += line.text;
            });
    }
    void cancel() const { m_cancel.cancel(); }

    /// In a session of its own, as the ordinary user.
    void execute(const QStringList& statements) const
    {
        auto session = open(database.name());
        for (const QString& statement : statements) {
            if (const auto done = session.execute(statement); !done)
                qFatal("%s\n  in: %s", qPrintable(core::describe(done.error())), qPrintable(statement));
        }
    }

    database::Session open(const QString& name) const
    {
        database::ConnectionSettings other = settings;
        other.url = settings.url.withDatabase(name);
        auto session = database::Session::open(other, secret, jobs::JobContext());
        if (!session)
            qFatal("%s", qPrintable(core::describe(session.error())));
        return std::move(*session);
    }

    /// Every row of every table, as text.
    QStringList content(const QString& name) const
    {
        auto session = open(name);
        QStringList lines;
        for (const char* sql : { "SELECT version_num FROM alembic_version ORDER BY 1",
                 "SELECT id, email FROM users ORDER BY 1", "SELECT id, user_id, body, data FROM notes ORDER BY 1",
                 "SELECT count(*) FROM empty_one", "SELECT email FROM user_names ORDER BY 1" }) {
            const auto rows = session.query(QString::fromLatin1(sql));
            if (!rows)
                qFatal("%s", qPrintable(core::describe(rows.error())));
            for (const QVariantList& row : rows->rows) {
                QStringList cells;
                for (const QVariant& cell : row)
                    cells += cell.typeId() == QMetaType::QByteArray ? QString::fromLatin1(cell.toByteArray().toHex())
                                                                    : cell.toString();
                lines += cells.join(QLatin1Char('|'));
            }
        }
        return lines;
    }

    bool exists(const QString& name) const
    {
        if (database.kind() == Kind::Sqlite)
            return QFile::exists(name);
        return databasesLike(name).contains(name);
    }

    /// Databases (or files) whose name begins so.
    QStringList databasesLike(const QString& beginning) const
    {
        switch (database.kind()) {
        case Kind::Sqlite: {
            const QFileInfo info(beginning);
            return info.dir().entryList(
                { QLatin1Char('*') + info.fileName() + QLatin1Char('*') }, QDir::Files | QDir::Hidden);
        }
        case Kind::PostgreSql:
            return database.column(
                QStringLiteral("SELECT datname FROM pg_database WHERE starts_with(datname, '%1')").arg(beginning));
        case Kind::MariaDb:
            return database.column(QStringLiteral("SELECT schema_name FROM information_schema.schemata"
                                                  " WHERE left(schema_name, %1) = '%2'")
                                       .arg(beginning.size())
                                       .arg(beginning));
        }
        return {};
    }

    /// Nothing in the folder of backups: no whole one, no broken one, no leftover.
    bool nothingLeft() const
    {
        return QDir(backups()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty();
    }

    /// Every file below the folder of backups, joined.
    QByteArray allBytes() const
    {
        QByteArray bytes;
        QDirIterator files(backups(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                bytes += files.fileName().toUtf8() + file.readAll();
        }
        return bytes;
    }

    /// A program in the folder "tools" that stands in for a client.
    void fakeTool(const QString& name, const QByteArray& script) const
    {
        const QString path = folder.write(QStringLiteral("tools/") + name, "#!/bin/bash\n" + script);
        QFile::setPermissions(path, QFile::permissions(path) | QFile::ExeUser | QFile::ExeOwner);
    }
    backup::ClientTools tools() const { return { { folder.path(QStringLiteral("tools")) } }; }

private:
    static dialects::DatabaseUrl parsed(const QString& text)
    {
        auto url = dialects::DatabaseUrl::parse(text);
        if (!url)
            qFatal("%s", qPrintable(core::describe(url.error())));
        return *url;
    }
    static std::optional<core::Secret> secretOf(const QString& text)
    {
        const auto url = parsed(text);
        return url.hasPassword ? std::optional(url.password) : std::nullopt;
    }
    // "Dumping public.users (table 3 of 9)" and "Dumping" are one kind of phase.
    static QString phaseKind(const QString& phase) { return phase.section(QLatin1Char(' '), 0, 0); }

    void drop(const QString& name) const
    {
        if (database.kind() == Kind::Sqlite)
            return; // goes with the folder
        const QString force = database.kind() == Kind::PostgreSql ? QStringLiteral(" WITH (FORCE)") : QString();
        database.execute({ QStringLiteral("DROP DATABASE IF EXISTS %1%2").arg(name, force) });
    }

    static QStringList sampleStatements(Kind kind);

    QStringList m_made;
    core::CancelSource m_cancel;
    QMutex m_mutex;
};

inline QStringList BackupWorld::sampleStatements(Kind kind)
{
    const QString blob = kind == Kind::PostgreSql ? QStringLiteral("bytea") : QStringLiteral("blob");
    const QString bytes = kind == Kind::PostgreSql ? QStringLiteral("'\\x00ff27'") : QStringLiteral("X'00FF27'");
    const QString escape = kind == Kind::MariaDb ? QStringLiteral("\\\\") : QStringLiteral("\\");
    QStringList statements{
        QStringLiteral("CREATE TABLE alembic_version (version_num varchar(32) NOT NULL PRIMARY KEY)"),
        QStringLiteral("INSERT INTO alembic_version VALUES ('ae1027a6acf'), ('27c6a30d7c24')"),
        QStringLiteral("CREATE TABLE users (id int NOT NULL PRIMARY KEY, email varchar(200))"),
        QStringLiteral("INSERT INTO users VALUES (1, 'ann@example.org'), (2, 'größe ☃ 名'), (3, NULL)"),
        QStringLiteral(
            "CREATE TABLE notes (id int NOT NULL PRIMARY KEY, user_id int REFERENCES users (id), body text, data %1)")
            .arg(blob),
        QStringLiteral(
            "INSERT INTO notes VALUES (1, 1, 'it''s; a (test), %1n `x` \"y\" %2', %3), (2, 2, 'two\nlines\t;', NULL)")
            .arg(escape, escape, bytes),
        QStringLiteral("CREATE TABLE empty_one (id int)"),
        QStringLiteral("CREATE VIEW user_names AS SELECT email FROM users"),
    };
    if (kind == Kind::PostgreSql)
        statements << QStringLiteral("CREATE SCHEMA \"odd schema\"")
                   << QStringLiteral(
                          "CREATE TABLE \"odd schema\".\"Ta\"\"ble x\" (id serial PRIMARY KEY, at timestamptz)")
                   << QStringLiteral(
                          "INSERT INTO \"odd schema\".\"Ta\"\"ble x\" (at) SELECT now() FROM generate_series(1, 50)")
                   << QStringLiteral("CREATE TABLE parts (id int, region text) PARTITION BY LIST (region)")
                   << QStringLiteral("CREATE TABLE parts_a PARTITION OF parts FOR VALUES IN ('a')")
                   << QStringLiteral("INSERT INTO parts VALUES (1, 'a'), (2, 'a')")
                   << QStringLiteral("CREATE EXTENSION hstore");
    if (kind == Kind::MariaDb)
        statements << QStringLiteral("CREATE TABLE `od``d` (id int PRIMARY KEY, `a` int, `b` int AS (`a` + 1) STORED)")
                   << QStringLiteral("INSERT INTO `od``d` (id, a) VALUES (1, 7)")
                   << QStringLiteral("CREATE PROCEDURE p() BEGIN\nINSERT INTO `users` VALUES (9, 'x');\nEND")
                   << QStringLiteral("CREATE TRIGGER tr BEFORE INSERT ON users FOR EACH ROW SET NEW.email = NEW.email");
    return statements;
}

inline void addKinds()
{
    QTest::addColumn<Kind>("kind");
    for (const Kind kind : allKinds())
        QTest::newRow(kindName(kind)) << kind;
}

} // namespace espalier::test

Q_DECLARE_METATYPE(espalier::test::Kind)
