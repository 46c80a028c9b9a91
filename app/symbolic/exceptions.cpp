#include "symbolic/interpreter.h"

namespace espalier::symbolic {

namespace {

struct ExceptionClass {
    const char* name;
    const char* base;
};
constexpr ExceptionClass exceptionClasses[] = {
    { "BaseException", "" },
    { "Exception", "BaseException" },
    { "KeyboardInterrupt", "BaseException" },
    { "SystemExit", "BaseException" },
    { "GeneratorExit", "BaseException" },
    { "StopIteration", "Exception" },
    { "ArithmeticError", "Exception" },
    { "ZeroDivisionError", "ArithmeticError" },
    { "OverflowError", "ArithmeticError" },
    { "AssertionError", "Exception" },
    { "AttributeError", "Exception" },
    { "EOFError", "Exception" },
    { "ImportError", "Exception" },
    { "ModuleNotFoundError", "ImportError" },
    { "LookupError", "Exception" },
    { "IndexError", "LookupError" },
    { "KeyError", "LookupError" },
    { "MemoryError", "Exception" },
    { "NameError", "Exception" },
    { "UnboundLocalError", "NameError" },
    { "OSError", "Exception" },
    { "FileNotFoundError", "OSError" },
    { "FileExistsError", "OSError" },
    { "PermissionError", "OSError" },
    { "IsADirectoryError", "OSError" },
    { "NotADirectoryError", "OSError" },
    { "ProcessLookupError", "OSError" },
    { "ChildProcessError", "OSError" },
    { "InterruptedError", "OSError" },
    { "BlockingIOError", "OSError" },
    { "ConnectionError", "OSError" },
    { "BrokenPipeError", "ConnectionError" },
    { "ConnectionAbortedError", "ConnectionError" },
    { "ConnectionRefusedError", "ConnectionError" },
    { "ConnectionResetError", "ConnectionError" },
    { "TimeoutError", "OSError" },
    { "BufferError", "Exception" },
    { "ReferenceError", "Exception" },
    { "SystemError", "Exception" },
    { "StopAsyncIteration", "Exception" },
    { "FloatingPointError", "ArithmeticError" },
    { "RuntimeError", "Exception" },
    { "NotImplementedError", "RuntimeError" },
    { "RecursionError", "RuntimeError" },
    { "SyntaxError", "Exception" },
    { "IndentationError", "SyntaxError" },
    { "TypeError", "Exception" },
    { "ValueError", "Exception" },
    { "UnicodeError", "ValueError" },
    { "UnicodeDecodeError", "UnicodeError" },
    { "UnicodeEncodeError", "UnicodeError" },
    { "Warning", "Exception" },
    { "UserWarning", "Warning" },
    { "DeprecationWarning", "Warning" },
    { "RuntimeWarning", "Warning" },
    { "FutureWarning", "Warning" },
    { "PendingDeprecationWarning", "Warning" },
    { "SyntaxWarning", "Warning" },
    { "ImportWarning", "Warning" },
    { "UnicodeWarning", "Warning" },
    { "BytesWarning", "Warning" },
    { "ResourceWarning", "Warning" },
};

} // namespace

std::shared_ptr<ClassObject> Interpreter::exceptionClass(const QString& name)
{
    const auto found = m_exceptions.constFind(name);
    if (found != m_exceptions.cend())
        return *found;
    if (name == QLatin1String("IOError") || name == QLatin1String("EnvironmentError"))
        return exceptionClass(QStringLiteral("OSError")); // other names of it
    for (const ExceptionClass& known : exceptionClasses)
        if (name == QLatin1String(known.name))
            return makeExceptionClass(name, QLatin1String(known.base));
    return nullptr;
}

std::shared_ptr<ClassObject> Interpreter::makeExceptionClass(const QString& name, const QString& base)
{
    const auto found = m_exceptions.constFind(name);
    if (found != m_exceptions.cend())
        return *found;
    const auto type = std::make_shared<ClassObject>();
    type->name = name.section(QLatin1Char('.'), -1);
    type->scope = newScope(nullptr);
    type->isException = true;
    type->order = { type };
    if (const auto parent = base.isEmpty() ? nullptr : exceptionClass(base)) {
        type->bases = { Value::of(parent) };
        type->order.insert(type->order.end(), parent->order.begin(), parent->order.end());
    }
    m_exceptions.insert(name, type);
    m_classes.push_back(type);
    return type;
}

} // namespace espalier::symbolic
