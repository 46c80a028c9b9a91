#pragma once

#include <QDirIterator>
#include <QFile>
#include <QList>
#include <QRegularExpression>
#include <QStringList>

namespace espalier::test {

struct CodeLine {
    int number = 0;
    QString text; ///< without comments
};

/// A C++ file of the repository, its comments blanked out so that words in them count for nothing.
struct SourceFile {
    QString path; ///< relative to the repository, with "/"
    QList<CodeLine> lines;

    QString place(const CodeLine& line) const { return QStringLiteral("%1:%2").arg(path).arg(line.number); }
    /// "core" for app/core/error.h.
    QString folder() const { return path.section(QLatin1Char('/'), 1, 1); }
};

/// Comments become spaces; line ends, string and character literals and raw strings stay.
inline QString withoutComments(const QString& code)
{
    // Raw strings, strings, characters, comments. Not written as raw strings themselves: moc reads this file.
    static const QRegularExpression token(QStringLiteral("R\"(?<tag>[^()\\s\\\\]{0,16})\\([\\s\\S]*?\\)\\k<tag>\""
                                                         "|\"(?:[^\"\\\\\n]|\\\\.)*\""
                                                         "|'(?:[^'\\\\\n]|\\\\.)+'"
                                                         "|(?<comment>//[^\n]*|/\\*[\\s\\S]*?\\*/)"));
    QString result = code;
    auto matches = token.globalMatch(code);
    while (matches.hasNext()) {
        const auto match = matches.next();
        if (match.capturedStart(QStringLiteral("comment")) < 0)
            continue;
        for (qsizetype i = match.capturedStart(); i < match.capturedEnd(); ++i)
            if (result[i] != QLatin1Char('\n'))
                result[i] = QLatin1Char(' ');
    }
    return result;
}

inline SourceFile readSource(const QString& path)
{
    SourceFile source{ path, {} };
    QFile file(QStringLiteral(ESPALIER_SOURCE_DIR "/") + path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(path));
    int number = 0;
    for (const QString& line : withoutComments(QString::fromUtf8(file.readAll())).split(QLatin1Char('\n')))
        source.lines.append({ ++number, line });
    return source;
}

/// All .h and .cpp files below the folders, by path.
inline QList<SourceFile> sourcesIn(const QStringList& folders)
{
    const QString root = QStringLiteral(ESPALIER_SOURCE_DIR "/");
    QStringList paths;
    for (const QString& folder : folders) {
        QDirIterator it(root + folder, { QStringLiteral("*.h"), QStringLiteral("*.cpp") }, QDir::Files,
            QDirIterator::Subdirectories);
        while (it.hasNext())
            paths.append(it.next().mid(root.size()));
    }
    paths.sort();
    QList<SourceFile> sources;
    for (const QString& path : paths)
        sources.append(readSource(path));
    return sources;
}

/// A place where a rule of the house does not hold, and why that is right.
struct Exception {
    const char* path;
    const char* reason;
};

} // namespace espalier::test
