#include "dialects/database_url.h"
#include "fuzz/fuzz_input.h"
#include "project/url_candidate.h"

using namespace espalier;
using dialects::DatabaseUrl;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QString text = QString::fromUtf8(fuzz::bytesOf(data, size));
    const project::UrlText candidate(text);
    fuzz::require(candidate.reveal() == text, "a found URL is not changed");
    (void)candidate.shown();

    const auto url = DatabaseUrl::parse(text);
    if (!url)
        return 0;
    static const QString secret = QStringLiteral("Zq7-fuzz-secret-Zq7");
    const DatabaseUrl locked = url->withPassword(core::Secret::holding(secret));
    fuzz::require(!locked.display().contains(secret), "a URL is shown without its password");
    fuzz::require(!locked.shortName().contains(secret), "a URL's name is without its password");
    fuzz::require(!locked.withoutSecrets().toSqlAlchemy().reveal().contains(secret), "what is saved has no password");
    (void)url->toLibpqUri().reveal();
    (void)url->toConninfo().reveal();
    (void)url->resolvedAgainst(QStringLiteral("/p"));
    if (url->driver.isEmpty())
        return 0; // also a client library's URI, which escapes more than SQLAlchemy's grammar reads back
    const auto again = DatabaseUrl::parse(url->toSqlAlchemy().reveal());
    fuzz::require(again.has_value(), "a URL that was written can be read");
    fuzz::require(again->user == url->user && again->password == url->password, "user and password survive writing");
    fuzz::require(again->database == url->database && again->dialect == url->dialect, "the database survives writing");
    return 0;
}
