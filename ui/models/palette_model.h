#pragma once

#include <functional>
#include <optional>
#include <QAbstractListModel>
#include <QList>

namespace espalier::ui {

/// Something the command palette can reach.
struct PaletteEntry {
    QString id; ///< "action:project.open", "revision:ae10…"
    QString title;
    QString subtitle;
    QString keywords; ///< also searched, never shown
    QString icon;
    QString shortcut;
    bool enabled = true;
    bool destructive = false;
    int rank = 0; ///< among equal matches, higher comes first
    std::function<void()> run;
};

/// How well `text` answers to `wanted`: each word of `wanted` must occur in order as letters of `text`; beginnings of
/// words and unbroken runs count for more. nullopt where it does not answer at all.
std::optional<int> matchScore(const QString& wanted, const QString& text);

/// What is found for what is typed, best first, at most a hundred.
class PaletteModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { SubtitleRole = Qt::UserRole, ShortcutRole, IconNameRole, EnabledRole, DestructiveRole };

    using QAbstractListModel::QAbstractListModel;
    void setEntries(QList<PaletteEntry> entries);
    void setFilter(const QString& text);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    /// nullptr for a row that is not there.
    const PaletteEntry* entry(int row) const;

private:
    QList<PaletteEntry> m_entries;
    QList<int> m_found;
};

} // namespace espalier::ui
