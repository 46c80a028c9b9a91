#pragma once

#include <QString>
#include <QStringList>

namespace espalier::core {

/// A password or token. It cannot be printed, streamed or put into a message by accident; reveal() is the one way out,
/// and every call of it is a place to review. Making one registers its text with redacted().
class Secret {
public:
    Secret() = default;
    explicit Secret(const QString& text);
    /// A text that has a secret in it, such as a whole URL: guarded in the same way, but only its own Secret is known
    /// to redacted(), so that the harmless rest can still be named in messages.
    static Secret holding(const QString& text);
    /// A password that stands beside `openTexts`, such as the user and the database of its URL. Where it equals one of
    /// them, redacted() leaves that word alone: blanking it everywhere would hide nothing and point to it.
    static Secret beside(const QStringList& openTexts, const QString& text);
    bool isEmpty() const { return m_text.isEmpty(); }
    const QString& reveal() const { return m_text; }
    friend bool operator==(const Secret&, const Secret&) = default;

private:
    QString m_text;
};

/// `text` with passwords replaced by "***": those in URLs and in `password=` style settings, and every Secret made in
/// this process (also percent-encoded). Thread-safe.
///
/// The set of known secrets is process-wide on purpose: redaction must hold wherever an Error or a log line is made,
/// and no path may forget to pass it on.
QString redacted(const QString& text);

} // namespace espalier::core
