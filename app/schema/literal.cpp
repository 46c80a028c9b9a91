#include "schema/literal.h"

namespace espalier::schema {

Literal Literal::sequence(Kind kind, std::vector<Literal> items)
{
    return { .kind = kind, .items = std::make_shared<const std::vector<Literal>>(std::move(items)) };
}

const std::vector<Literal>& Literal::elements() const
{
    static const std::vector<Literal> none;
    return items ? *items : none;
}

bool operator==(const Literal& a, const Literal& b)
{
    return a.kind == b.kind && a.text == b.text && a.integer == b.integer && a.real == b.real
        && a.elements() == b.elements();
}

} // namespace espalier::schema
