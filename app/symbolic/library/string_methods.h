#pragma once

#include "symbolic/library/support.h"

namespace espalier::symbolic::library {

// Methods of str by what they are for.
Methods searchMethods();
Methods splitMethods();
Methods caseMethods();

} // namespace espalier::symbolic::library
