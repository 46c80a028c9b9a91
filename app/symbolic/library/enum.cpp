#include "symbolic/library/registry.h"

namespace espalier::symbolic::library {

namespace {

/// enum.auto(): the class statement gives it its value.
class Auto final : public Object {
public:
    QString typeName() const override { return QStringLiteral("auto"); }
};

Value functional(const Call& call)
{
    return call.interpreter.unknown(QT_TRANSLATE_NOOP("Messages", "makes a class as it runs"));
}

} // namespace

void addEnum(Registry& registry)
{
    for (const char* signature : { "Enum(value, *names, **options)", "IntEnum(value, *names, **options)",
             "StrEnum(value, *names, **options)", "Flag(value, *names, **options)", "IntFlag(value, *names, **options)",
             "ReprEnum(value, *names, **options)", "EnumMeta(*args, **options)", "EnumType(*args, **options)" })
        registry.type("enum", signature, functional);
    registry.functions("enum",
        {
            { "auto()", [](const Call&) { return Value::of(std::make_shared<Auto>()); } },
            { "unique(enumeration)", [](const Call& call) { return call[0]; }, Unknowns::Keep },
            { "verify(*checks)",
                [](const Call&) {
                    return function(
                        "verify(cls)", [](const Call& call) { return call[0]; }, Unknowns::Keep);
                } },
            { "nonmember(value)", [](const Call& call) { return call[0]; }, Unknowns::Keep },
            { "member(value)", [](const Call& call) { return call[0]; }, Unknowns::Keep },
            { "property(function)",
                [](const Call& call) {
                    const auto made = std::make_shared<Descriptor>();
                    made->function = call[0];
                    return Value::of(made);
                },
                Unknowns::Keep },
        });
}

} // namespace espalier::symbolic::library
