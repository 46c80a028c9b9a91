#pragma once

#include "core/error.h"

#include <QSize>
#include <QStringList>

namespace espalier::ui {

/// The command line of the window: `espalier [PROJECT] [--url U] [--page NAME] [--theme light|dark] [--language CODE]
/// [--screenshot FILE [--size WxH] [--scale S]]`.
struct WindowOptions {
    QString project;
    QString section; ///< ini section (--name)
    QString url;
    QString page;
    QString select; ///< a revision to select at first
    QString table; ///< a table to select at first
    QString tab; ///< what to show of it
    QString compare; ///< another one, to compare it with
    QString source; ///< of a schema
    QString target; ///< a target to plan for at first
    QString theme; ///< empty: as the settings say
    QString language; ///< empty: as the settings or the desktop say
    QString screenshot; ///< draw the page into this PNG file, or every page into this folder, and end
    QSize size;
    double scale = 0; ///< 0: the screen's own
    QString settingsFile; ///< empty: the user's
    bool help = false;
    bool version = false;
};

/// InvalidArgument where it makes no sense.
core::Result<WindowOptions> parseWindowOptions(const QStringList& arguments);
QString windowUsage();

} // namespace espalier::ui
