#pragma once

#include "graphview/graph_picture.h"
#include "operations/evaluation.h"

#include <QAbstractListModel>
#include <QHash>
#include <vector>

namespace espalier::ui {

/// One line of what a revision does or what differs between two schemas, ready to be shown. A value.
struct OperationLine {
    enum class Tone {
        Plain,
        Opaque, ///< not known
        Warning, ///< not as written
        Danger, ///< a database would refuse it
        Added, ///< of a difference
        Removed,
        Changed,
    };
    QString icon;
    QString text;
    QString code; ///< of an opaque one: the expression that is not known
    QString file; ///< absolute; empty where it has no place
    int line = 0;
    int depth = 0; ///< of what an opaque line may do
    Tone tone = Tone::Plain;
    QString sign = {}; ///< "+", "−" or "~" of a difference: it is not told by colour alone
    bool isHeading = false; ///< what the lines below it belong to
    friend bool operator==(const OperationLine&, const OperationLine&) = default;
};

/// What stops it first, then what would go wrong, then its operations in their order.
std::vector<OperationLine> operationLines(const operations::Evaluation& evaluation);

/// What a revision does as the glyphs of its card, each kind once with how often it occurs.
QList<graphview::CardGlyph> cardGlyphs(const operations::Evaluation& evaluation);
/// Those of many revisions, by revision.
using GlyphsOfRevisions = QHash<QString, QList<graphview::CardGlyph>>;

/// A sentence that goes on from "This revision", to stand alone.
QString capitalised(const core::Message& message);

/// Those lines for a view.
class OperationLinesModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { IconNameRole = Qt::UserRole, CodeRole, FileRole, LineRole, DepthRole, ToneRole, SignRole, HeadingRole };

    using QAbstractListModel::QAbstractListModel;
    void setLines(std::vector<OperationLine> lines);
    const std::vector<OperationLine>& lines() const { return m_lines; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    std::vector<OperationLine> m_lines;
};

} // namespace espalier::ui
