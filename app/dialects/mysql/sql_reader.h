#pragma once

#include "dialects/sql_reader.h"

namespace espalier::dialects::mysql {

class MySqlReader final : public SqlReader {
public:
    std::vector<ReadStatement> read(const QString& sql) const override;
};

} // namespace espalier::dialects::mysql
