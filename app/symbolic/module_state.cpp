// What modules of the project keep from one script of a run to the next: a module is imported once, however many
// scripts use it, and here each script is walked by itself.
#include "symbolic/interpreter.h"
#include "symbolic/lazy_import.h"
#include "symbolic/object_class.h"

#include <algorithm>

namespace espalier::symbolic {

namespace {

bool canKeepState(const Value& value) { return value.isObject() && value.object()->canChange(); }

} // namespace

/// What was made while the module ran is its own, but for what modules made that it imported.
void Interpreter::noteImported(const QString& file, quint64 before)
{
    if (!file.startsWith(QLatin1Char('<')) && Object::newest() > before)
        m_made.push_back({ before + 1, Object::newest(), file });
}

/// Something that a module made is changed by what a script does.
void Interpreter::noteChanged(const Object& object)
{
    const auto isOf = [&](const Made& made) { return made.from <= object.serial() && object.serial() <= made.to; };
    const auto found = std::find_if(m_made.begin(), m_made.end(), isOf); // inner ones come first
    if (found == m_made.end())
        return;
    m_changedModules.insert(found->file);
    if (const auto* function = dynamic_cast<const Function*>(&object))
        m_changedModules.insert(found->file + QLatin1Char('\n') + function->name);
}

QSet<QString> Interpreter::importedModules() const
{
    QSet<QString> files;
    for (const auto& [file, module] : m_modules)
        if (!file.startsWith(QLatin1Char('<')))
            files.insert(file);
    return files;
}

/// Scripts that ran before have changed what the module keeps: of it nothing is known but its functions and classes.
void Interpreter::forgetState(Module& module)
{
    const Value lost = unknown(
        QT_TRANSLATE_NOOP("Messages", "a script that ran before may have changed it, in %1"), { module.name });
    const std::function<Value(const Value&)> kept = [&](const Value& value) -> Value {
        if (const auto function = value.as<Function>()) {
            const bool hasState = function->scope != module.scope || !function->attributes.isEmpty()
                || m_options.changedModules.contains(module.file + QLatin1Char('\n') + function->name);
            for (auto& [name, usual] : function->defaults)
                if (canKeepState(usual))
                    usual = lost;
            return hasState && function->module && function->module->file == module.file ? lost : value;
        }
        if (const auto type = value.as<ClassObject>()) {
            for (auto it = type->scope->names.begin(); !type->isEnum && it != type->scope->names.end(); ++it)
                if (!it.key().startsWith(QLatin1String("__"))
                    && (it->as<Function>() || canKeepState(*it) || !it->isObject()))
                    *it = it->as<Function>() ? *it : lost;
            return value;
        }
        const bool isName = isCode(value) || value.as<Module>() || value.as<LazyImport>() || value.as<External>()
            || (value.isObject()
                && (value.object()->typeName() == QLatin1String("module") || !value.object()->className().isEmpty()));
        return isName ? value : lost;
    };
    for (auto it = module.scope->names.begin(); it != module.scope->names.end(); ++it)
        if (!it.key().startsWith(QLatin1String("__")))
            *it = kept(*it);
}

} // namespace espalier::symbolic
