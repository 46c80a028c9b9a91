// Opening with a password from wherever there is one, and the report of the test button.
#include "database/session.h"

#include <QCoreApplication>
#include <QElapsedTimer>

namespace espalier::database {

using core::ErrorCode;
using core::fail;
using core::Result;

namespace {

constexpr int attemptsWithPrompt = 3;

bool isOverNetwork(const dialects::DatabaseUrl& url)
{
    const QString host = url.host().host;
    return !(host.isEmpty() || host.startsWith(QLatin1Char('/')) || host == QLatin1String("localhost")
        || host.startsWith(QLatin1String("127.")) || host == QLatin1String("::1"));
}

/// What was typed and worked is kept where the settings say.
void keep(const core::Secret& secret, const ConnectionSettings& settings, const SecretSources& sources,
    const jobs::JobContext& context)
{
    SecretStore* const store = settings.secretSource == SecretSource::Keychain ? sources.store : sources.session;
    if (!store || settings.secretSource == SecretSource::None)
        return;
    if (const auto kept = store->write(settings.id, secret, context.cancel()); !kept)
        context.log(jobs::LogLevel::Warning, core::summary(kept.error()));
}

QList<core::Message> notesOn(const ConnectionReport& report, const dialects::DatabaseUrl& url)
{
    QList<core::Message> notes;
    if (report.support == dialects::VersionSupport::TooOld)
        notes += core::Message{ QT_TRANSLATE_NOOP("Messages", "%1 is older than anything Espalier was made for."),
            { report.product } };
    if (report.support == dialects::VersionSupport::Untested)
        notes += core::Message{ QT_TRANSLATE_NOOP("Messages", "Espalier has not been tried with %1."),
            { report.product } };
    if (report.support == dialects::VersionSupport::Unknown)
        notes += core::Message{ QT_TRANSLATE_NOOP("Messages", "The server does not say which version it is (%1)."),
            { report.facts.version.text } };
    if (report.facts.isStandby)
        notes += core::Message{ QT_TRANSLATE_NOOP("Messages", "This server is a standby: it can only be read."), {} };
    else if (report.facts.readOnly)
        notes += core::Message{ QT_TRANSLATE_NOOP("Messages", "This session can only read."), {} };
    if (!report.facts.tls && isOverNetwork(url))
        notes += core::Message{ QT_TRANSLATE_NOOP("Messages",
                                    "The connection is not encrypted: whoever listens on the network reads along."),
            {} };
    return notes;
}

} // namespace

Result<Session> connectTo(const ConnectionSettings& settings, const SecretSources& sources,
    const jobs::JobContext& context, const OpenOptions& options)
{
    auto secret = findSecret(settings, sources, context.cancel());
    if (!secret)
        return fail(secret.error());
    auto session = Session::open(settings, *secret, context, options);
    for (int attempt = 0; attempt < attemptsWithPrompt; ++attempt) {
        if (session || session.error().code != ErrorCode::AuthenticationFailed || !sources.prompt)
            return session;
        const auto typed = sources.prompt(settings, session.error().message);
        if (!typed)
            return session;
        session = Session::open(settings, *typed, context, options);
        if (session)
            keep(*typed, settings, sources, context);
    }
    return session;
}

Result<ConnectionReport> testConnection(const ConnectionSettings& settings, const std::optional<core::Secret>& secret,
    const jobs::JobContext& context, const OpenOptions& options)
{
    QElapsedTimer timer;
    timer.start();
    const auto session = Session::open(settings, secret, context, options);
    if (!session)
        return fail(session.error());
    const dialects::Dialect& dialect = session->dialect();
    ConnectionReport report;
    report.connectMs = timer.elapsed();
    report.facts = session->facts();
    report.product = productName(dialect, report.facts.version);
    report.support = dialect.versionSupport(report.facts.version);
    dialects::ConnectRequest request;
    request.url = settings.url;
    request.tls = settings.tls;
    report.tlsPromise = dialect.tlsPromise(dialect.effectiveTls(request).mode);
    report.notes = notesOn(report, settings.url);
    return report;
}

} // namespace espalier::database
