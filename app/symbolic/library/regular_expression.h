#pragma once

#include "symbolic/library/support.h"

#include <QRegularExpression>

namespace espalier::symbolic::library {

/// A pattern of Python's re in the syntax of QRegularExpression; give() where the two differ in a way not known here.
QString translatedPattern(Interpreter& interpreter, const QString& pattern);

/// re.Pattern
class Pattern final : public Object {
public:
    Pattern(QString pattern, qint64 flags, QRegularExpression expression);
    const QString& pattern() const { return m_pattern; }
    qint64 flags() const { return m_flags; }
    const QRegularExpression& expression() const { return m_expression; }
    QString typeName() const override { return QStringLiteral("Pattern"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override;

private:
    QString m_pattern;
    qint64 m_flags;
    QRegularExpression m_expression;
};

std::shared_ptr<Pattern> compiled(Interpreter& interpreter, const Value& pattern, qint64 flags);

/// re.Match
class Match final : public Object {
public:
    Match(std::shared_ptr<Pattern> pattern, QRegularExpressionMatch match, QString subject);
    QString typeName() const override { return QStringLiteral("Match"); }
    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    std::optional<Value> item(Interpreter&, const Value& key) override;
    Value group(int index, const Value& otherwise = {}) const;
    int count() const { return m_pattern->expression().captureCount(); }
    int indexOf(Interpreter& interpreter, const Value& group) const; ///< IndexError where there is no such group
    QStringList names() const { return m_pattern->expression().namedCaptureGroups(); }
    qsizetype start(int group) const;
    qsizetype end(int group) const;
    const QString& subject() const { return m_subject; }
    /// A template of sub() or expand() with what the groups matched.
    QString expanded(Interpreter& interpreter, const QString& text) const;

private:
    std::shared_ptr<Pattern> m_pattern;
    QRegularExpressionMatch m_match;
    QString m_subject;
};

} // namespace espalier::symbolic::library
