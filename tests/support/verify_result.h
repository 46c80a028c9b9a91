#pragma once

#include "core/error.h"

#include <QTest>

/// Fails the test with the error's text where a Result is not a value. Evaluates its argument once.
#define VERIFY_RESULT(expression)                                                                                      \
    do {                                                                                                               \
        const auto& verifiedResult = (expression);                                                                     \
        QVERIFY2(verifiedResult.has_value(),                                                                           \
            qPrintable(verifiedResult.has_value() ? QString() : espalier::core::describe(verifiedResult.error())));    \
    } while (false)
