#pragma once

#include "dialects/mysql/mysql_compiler.h"
#include "dialects/mysql/mysql_ddl.h"

namespace espalier::dialects::mysql {
class ServerDdl final : public MysqlDdl {
public:
    bool hasChangesWithin() const override { return true; }
    std::optional<Statements> changeWithin(
        const schema::Change& change, const schema::Schema& before, const schema::Schema& after) const override;
};

} // namespace espalier::dialects::mysql
