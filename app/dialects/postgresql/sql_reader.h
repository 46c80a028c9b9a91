#pragma once

#include "dialects/sql_reader.h"

namespace espalier::dialects::postgresql {

class PostgresqlReader final : public SqlReader {
public:
    std::vector<ReadStatement> read(const QString& sql) const override;
    bool mayCallUnknown(const QString& definition) const override;
    std::optional<CatalogueValue> valueOf(
        const QString& function, const std::vector<CatalogueValue>& arguments) const override;
};

} // namespace espalier::dialects::postgresql
