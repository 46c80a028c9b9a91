#pragma once

#include "gui_world.h"

#include <QTableView>

namespace espalier::test {

/// "name: what stands in the column" for each row of the table of that object name.
inline QStringList rowTexts(const char* table, int column)
{
    QStringList all;
    if (const auto* view = GuiWorld::find<QTableView>(table))
        for (int row = 0; row < view->model()->rowCount(); ++row)
            all.append(view->model()->index(row, 0).data().toString() + QLatin1String(": ")
                + view->model()->index(row, column).data().toString());
    return all;
}

inline QStringList words(std::initializer_list<const char*> texts)
{
    QStringList all;
    for (const char* text : texts)
        all.append(QString::fromUtf8(text));
    return all;
}

} // namespace espalier::test
