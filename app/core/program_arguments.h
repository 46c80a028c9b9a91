#pragma once

namespace espalier::core {

/// Overwrites the passwords of URLs and connection strings in the program's own arguments, which everybody on the
/// machine can list. To be called once the arguments have been copied.
void hidePasswords(int argc, char** argv);

} // namespace espalier::core
