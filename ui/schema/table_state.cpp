#include "schema/table_state.h"

#include "style/colors.h"
#include "style/icon.h"

#include <QCoreApplication>
#include <QGuiApplication>

namespace espalier::ui {
namespace {

using report::Mark;
using schema::DriftState;

QString perhaps(const QString& word, bool isCertain)
{
    return isCertain ? word : QCoreApplication::translate("TableState", "perhaps %1").arg(word);
}

} // namespace

QString driftText(DriftState state, bool isCertain) { return perhaps(schema::words(state).text(), isCertain); }

QString driftExplanation(const schema::TableDrift& drift)
{
    if (drift.state == DriftState::Changed && drift.missing.empty() && !drift.drifted.empty())
        return QCoreApplication::translate("TableState", "It is not in the database what its revisions make.");
    if (drift.state == DriftState::Changed && drift.drifted.empty() && !drift.missing.empty())
        return QCoreApplication::translate("TableState", "It is not in the models what its revisions make.");
    return schema::explanation(drift.state).text();
}

QString driftIcon(DriftState state)
{
    static constexpr const char* icons[]
        = { "check", "clock", "file-add", "warning", "unlinked", "edit", "object", "table-drop", "upgrade" };
    static_assert(std::size(icons) == driftStates);
    return QLatin1String(icons[static_cast<size_t>(state)]);
}

Tag::Tone driftTone(DriftState state)
{
    switch (state) {
    case DriftState::InOrder:
        return Tag::Tone::Success;
    case DriftState::Pending:
    case DriftState::NoModel:
        return Tag::Tone::Neutral;
    case DriftState::Lost:
        return Tag::Tone::Danger;
    default:
        return Tag::Tone::Warning;
    }
}

QString markText(Mark mark, bool isCertain)
{
    switch (mark) {
    case Mark::Added:
        return perhaps(QCoreApplication::translate("TableState", "added"), isCertain);
    case Mark::Removed:
        return perhaps(QCoreApplication::translate("TableState", "removed"), isCertain);
    case Mark::Changed:
        return perhaps(QCoreApplication::translate("TableState", "changed"), isCertain);
    case Mark::Same:
        break;
    }
    return perhaps(QCoreApplication::translate("TableState", "the same"), isCertain);
}

QString markIcon(Mark mark)
{
    static constexpr const char* icons[] = { "", "plus", "minus", "edit" };
    static_assert(std::size(icons) == markStates);
    return QLatin1String(icons[static_cast<size_t>(mark)]);
}

Tag::Tone markTone(Mark mark)
{
    static constexpr Tag::Tone tones[]
        = { Tag::Tone::Neutral, Tag::Tone::Success, Tag::Tone::Danger, Tag::Tone::Warning };
    static_assert(std::size(tones) == markStates);
    return tones[static_cast<size_t>(mark)];
}

QIcon stateIcon(const QString& name, Tag::Tone tone)
{
    if (name.isEmpty())
        return {};
    const Colors& colors = colorsOf(QGuiApplication::palette());
    return themedIcon(name,
        tone == Tag::Tone::Success       ? colors.success
            : tone == Tag::Tone::Warning ? colors.warning
            : tone == Tag::Tone::Danger  ? colors.danger
                                         : colors.muted);
}

} // namespace espalier::ui
