#pragma once

#include "core/error.h"

#include <QStringList>
#include <vector>

namespace espalier::authoring {

/// A Mako template as Python code: `out` becomes a list of pairs, the template's line and a piece of text.
struct TemplateCode {
    QStringList lines;
    std::vector<int> places; ///< of each line, the template's line it comes from
};
core::Result<TemplateCode> translateTemplate(const QString& text, const QString& file);

} // namespace espalier::authoring
