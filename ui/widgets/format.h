#pragma once

#include <QDateTime>
#include <QString>

namespace espalier::ui {

/// "2 h ago", "yesterday", "in 3 min": for a line of text; the exact time belongs in the tool tip.
QString relativeTime(const QDateTime& when, const QDateTime& now);
/// The exact local time in the user's own format.
QString exactTime(const QDateTime& when);
/// With thousands separators.
QString number(qint64 value);
QString byteSize(qint64 bytes);
/// "0.8 s", "12 s", "3 min 20 s"
QString duration(qint64 milliseconds);
/// The beginning of an id that is enough for people: hexadecimal ids are cut to twelve signs, others are kept.
QString shortId(const QString& id);

} // namespace espalier::ui
