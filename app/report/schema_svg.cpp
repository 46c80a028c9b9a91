#include "core/process.h"
#include "report/schema_diagrams.h"

namespace espalier::report {

core::Result<QString> schemaSvg(
    const schema::Schema& schema, const dialects::Dialect& dialect, const core::CancelToken& cancel)
{
    core::ProcessSpec spec;
    spec.program = QStringLiteral("dot");
    spec.arguments = QStringList{ QStringLiteral("-Tsvg") };
    spec.input = schemaDot(schema, dialect).toUtf8();
    spec.endsWithParent = true;
    const auto output = core::runChecked(spec, cancel);
    if (!output)
        return tl::unexpected(output.error());
    return QString::fromUtf8(output->standardOutput);
}

} // namespace espalier::report
