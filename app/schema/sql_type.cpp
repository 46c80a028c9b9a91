#include "schema/sql_type.h"

#include "schema/shared_equal.h"

namespace espalier::schema {

SqlType SqlType::arrayOf(SqlType item, std::optional<int> dimensions, const QString& name)
{
    SqlType type = of(name);
    type.item = std::make_shared<const SqlType>(std::move(item));
    type.dimensions = dimensions;
    return type;
}

SqlType SqlType::enumOf(EnumFacts facts, const QString& name)
{
    SqlType type = of(name);
    type.enumeration = std::make_shared<const EnumFacts>(std::move(facts));
    return type;
}

SqlType SqlType::withVariant(const QString& dialect, SqlType other) const
{
    std::vector<TypeVariant> all = variants ? *variants : std::vector<TypeVariant>{};
    all.push_back({ dialect, std::move(other) });
    SqlType type = *this;
    type.variants = std::make_shared<const std::vector<TypeVariant>>(std::move(all));
    return type;
}

const SqlType& SqlType::on(const QString& dialect) const
{
    if (variants) {
        for (const TypeVariant& variant : *variants)
            if (variant.dialect == dialect)
                return variant.type;
    }
    return *this;
}

bool operator==(const SqlType& a, const SqlType& b)
{
    return a.name == b.name && a.text == b.text && a.length == b.length && a.precision == b.precision
        && a.scale == b.scale && a.timezone == b.timezone && a.collation == b.collation && a.charset == b.charset
        && a.dimensions == b.dimensions && a.options == b.options && sharedEqual(a.enumeration, b.enumeration)
        && sharedEqual(a.item, b.item) && sharedEqual(a.variants, b.variants);
}

} // namespace espalier::schema
