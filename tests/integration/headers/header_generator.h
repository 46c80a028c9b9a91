#pragma once

#include <QByteArray>
#include <QRandomGenerator>

namespace espalier::test {

/// A script with a header that is odd in several ways at once: docstrings, assignments, statements between and behind
/// them that look like headers and are none, or do change them, and now and then something that is not Python at all.
QByteArray oddScript(QRandomGenerator& random);

} // namespace espalier::test
