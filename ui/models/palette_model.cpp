#include "models/palette_model.h"

#include <algorithm>

namespace espalier::ui {
namespace {

constexpr int mostFound = 100;

bool beginsWord(const QString& text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text[at - 1];
    return !before.isLetterOrNumber() || (before.isLower() && text[at].isUpper());
}

/// One word, as a subsequence of `text`; greedy from each beginning would be quadratic, so the first whole occurrence
/// is preferred and scattered letters are the fallback.
std::optional<int> wordScore(const QString& word, const QString& text)
{
    const qsizetype whole = text.indexOf(word, 0, Qt::CaseInsensitive);
    if (whole >= 0) {
        const int bonus = beginsWord(text, whole) ? 60 : 0;
        return 100 + bonus + (whole == 0 ? 40 : 0) - static_cast<int>(qMin<qsizetype>(whole, 40));
    }
    qsizetype at = 0;
    int score = 0;
    qsizetype last = -2;
    for (const QChar sign : word) {
        const qsizetype found = text.indexOf(sign, at, Qt::CaseInsensitive);
        if (found < 0)
            return std::nullopt;
        score += found == last + 1 ? 6 : beginsWord(text, found) ? 8 : 0;
        last = found;
        at = found + 1;
    }
    // Scattered letters of a long text say little.
    return score >= word.size() * 5 ? std::optional<int>(score) : std::nullopt;
}

} // namespace

std::optional<int> matchScore(const QString& wanted, const QString& text)
{
    int total = 0;
    for (const auto& word : wanted.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const auto score = wordScore(word, text);
        if (!score)
            return std::nullopt;
        total += *score;
    }
    return total;
}

void PaletteModel::setEntries(QList<PaletteEntry> entries)
{
    beginResetModel();
    m_entries = std::move(entries);
    m_found.clear();
    endResetModel();
    setFilter({});
}

void PaletteModel::setFilter(const QString& text)
{
    struct Hit {
        int entry;
        int score;
    };
    QList<Hit> hits;
    const QString wanted = text.trimmed();
    for (int at = 0; at < m_entries.size(); ++at) {
        const auto& entry = m_entries[at];
        auto score = matchScore(wanted, entry.title);
        if (!score) {
            score = matchScore(
                wanted, entry.title + QLatin1Char(' ') + entry.subtitle + QLatin1Char(' ') + entry.keywords);
            if (score)
                *score /= 2;
        }
        if (score)
            hits.append({ at, *score * 4 + entry.rank + (entry.enabled ? 100 : 0) });
    }
    std::stable_sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.score > b.score; });
    beginResetModel();
    m_found.clear();
    for (const auto& hit : hits) {
        if (m_found.size() == mostFound)
            break;
        m_found.append(hit.entry);
    }
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_found.size());
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const
{
    const auto* found = entry(index.row());
    if (!found)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return found->title;
    case Qt::AccessibleTextRole:
        return found->subtitle.isEmpty() ? found->title : found->title + QStringLiteral(", ") + found->subtitle;
    case SubtitleRole:
        return found->subtitle;
    case ShortcutRole:
        return found->shortcut;
    case IconNameRole:
        return found->icon;
    case EnabledRole:
        return found->enabled;
    case DestructiveRole:
        return found->destructive;
    default:
        return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex& index) const
{
    const auto* found = entry(index.row());
    if (!found)
        return {};
    return found->enabled ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags;
}

const PaletteEntry* PaletteModel::entry(int row) const
{
    return row >= 0 && row < m_found.size() ? &m_entries[m_found[row]] : nullptr;
}

} // namespace espalier::ui
