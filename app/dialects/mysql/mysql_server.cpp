#include "dialects/mysql/mysql_server.h"
namespace espalier::dialects::mysql {
std::optional<Statements> ServerDdl::changeWithin(
    const schema::Change&, const schema::Schema&, const schema::Schema&) const
{
    return std::nullopt;
}
} // namespace espalier::dialects::mysql
