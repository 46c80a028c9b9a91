#pragma once

#include <QString>
#include <QStringList>

namespace espalier::core {

/// A sentence for people: its English source text, marked with QT_TRANSLATE_NOOP("Messages", "…"), and what stands for
/// %1, %2, … in it. Kept apart so that the window and the command line render it in one place, in their own language.
struct Message {
    const char* source = "";
    QStringList arguments;

    /// The sentence in the application's current language.
    QString text() const;
    /// The sentence in English, for logs and machine-readable output.
    QString english() const;

    friend bool operator==(const Message& a, const Message& b)
    {
        return a.arguments == b.arguments && qstrcmp(a.source, b.source) == 0;
    }
};

} // namespace espalier::core
