#pragma once

#include "core/message.h"
#include "schema/name.h"

#include <algorithm>
#include <QCoreApplication>
#include <vector>

namespace espalier::dialects {

/// Of Introspected::unseen: a view that cannot be read any more, and why, in the server's words.
inline core::Message brokenView(const schema::ObjectName& view, const QString& why)
{
    return { QT_TRANSLATE_NOOP("Messages", "The view %1 is broken: %2"), { view.key(), why } };
}

/// What brokenView() says of that view; empty where nothing does.
inline QString whyBroken(const schema::ObjectName& view, const std::vector<core::Message>& unseen)
{
    const auto found = std::find_if(unseen.begin(), unseen.end(), [&](const core::Message& one) {
        return one.arguments.size() == 2 && one == brokenView(view, one.arguments.last());
    });
    return found == unseen.end() ? QString() : found->arguments.last();
}

} // namespace espalier::dialects
