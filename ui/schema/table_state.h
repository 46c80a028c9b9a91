#pragma once

#include "report/compared_schemas.h"
#include "widgets/tag.h"

#include <QColor>
#include <QIcon>

namespace espalier::ui {

// How the state of a table looks, everywhere the same: a form, a word and a colour, so that none of them is needed
// alone.

/// "changed", "perhaps changed"
QString driftText(schema::DriftState state, bool isCertain);
/// In a sentence.
QString driftExplanation(const schema::TableDrift& drift);
QString driftIcon(schema::DriftState state);
Tag::Tone driftTone(schema::DriftState state);
inline constexpr int driftStates = static_cast<int>(schema::DriftState::Ahead) + 1;

/// "added", "perhaps added"
QString markText(report::Mark mark, bool isCertain);
QString markIcon(report::Mark mark);
Tag::Tone markTone(report::Mark mark);
inline constexpr int markStates = static_cast<int>(report::Mark::Changed) + 1;

/// Of a small picture that stands for itself.
QIcon stateIcon(const QString& name, Tag::Tone tone);

} // namespace espalier::ui
