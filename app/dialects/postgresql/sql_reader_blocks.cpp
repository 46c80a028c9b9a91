#include "dialects/postgresql/block_guards.h"
#include "dialects/postgresql/block_reader.h"

// DO blocks: plain statements with the guards that migrations put around them are changes like those of any statement;
// all else is a block for those who can answer its questions.

namespace espalier::dialects::postgresql {

namespace {

QString bodyOf(const Node& statement)
{
    QString body;
    for (const Node item : statement["args"]) {
        const Node element = item.as("DefElem");
        if (element["defname"].is("as"))
            body = element["arg"].as("String")["sval"].text();
        else if (element["defname"].is("language") && !element["arg"].as("String")["sval"].is("plpgsql"))
            return {};
    }
    return body;
}

} // namespace

void readBlock(Reading& reading, const Node& statement)
{
    BlockReader block(bodyOf(statement));
    const bool isRead = block.read();
    if (isRead) {
        reading.result.tables = std::move(block.m_tables);
        reading.result.areTablesSure = !block.m_hasConditions;
        reading.result.unknownFunctions = block.m_functions;
        reading.result.calledOtherwise = std::move(block.m_functions);
    }
    if (auto changes = isRead ? plainChanges(block.m_block.steps) : std::nullopt) {
        reading.result.changes = std::move(*changes);
        if (reading.result.changes.empty())
            reading.session(QStringLiteral("DO"));
        return;
    }
    if (isRead)
        reading.result.block = std::make_shared<const Block>(std::move(block.m_block));
    reading.unknown(QT_TRANSLATE_NOOP("Messages", "it runs a PL/pgSQL block"));
}

} // namespace espalier::dialects::postgresql
