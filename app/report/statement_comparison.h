#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace espalier::report {

/// A statement of one side or of both.
struct ComparedStatement {
    enum class Side { Both, Ours, Theirs };
    Side side = Side::Both;
    QString text; ///< of Both: as ours is written
    friend bool operator==(const ComparedStatement&, const ComparedStatement&) = default;
};

/// Two lists of statements in one order, with as many in common as there are. Equal are those that differ in white
/// space alone; white space within quotes counts.
std::vector<ComparedStatement> compareStatements(const QStringList& ours, const QStringList& theirs);
bool isSame(const std::vector<ComparedStatement>& compared);
/// How many statements stand on one side alone; two that stand for each other count once.
int differenceCount(const std::vector<ComparedStatement>& compared);

/// A statement with its white space outside of quotes as single blanks.
QString withPlainSpace(const QString& statement);

/// The comparison as a unified difference: "-" before lines of theirs, "+" before ours, each statement with its ";".
QString comparisonText(const std::vector<ComparedStatement>& compared);

} // namespace espalier::report
