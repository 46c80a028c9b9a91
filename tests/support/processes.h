#pragma once

#include <QByteArray>

#include <vector>

namespace espalier::test {

/// A process that this one started, or they theirs; other tests run beside it.
struct StartedProcess {
    QByteArray arguments; ///< divided by blanks
    QByteArray environment;
};

/// All there are, as this user can list them.
std::vector<StartedProcess> startedProcesses();

} // namespace espalier::test
