/*
 * env.py is evaluated symbolically, together with the modules of the project that it imports, in two passes that differ
 * in one point. In the first an environment variable is unknown: what is a known URL then stands in the code. In the
 * second no variable is set: URLs that only then are known are defaults, which a variable may replace. Attributes of
 * settings objects (pydantic's and the like) count as variables of their name, in upper case too.
 */
#include "project/env_reader.h"

#include "core/file.h"
#include "python/source.h"

#include <algorithm>
#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

namespace espalier::project {

namespace {

constexpr qint64 largestEnv = 4 * 1024 * 1024;
constexpr int parseLimitMs = 2000;

bool looksLikeUrlVariable(const QString& name)
{
    static const QRegularExpression words(
        QStringLiteral("URL|URI|DSN|DATABASE|CONN|^DB$|SQLALCHEMY"), QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression parts(QStringLiteral("PASS|USER|HOST|PORT|NAME|ECHO|POOL|TIMEOUT|SCHEMA$"),
        QRegularExpression::CaseInsensitiveOption);
    return words.match(name).hasMatch() && !parts.match(name).hasMatch();
}

struct Pass {
    EnvFacts facts;
    QList<UrlUse> urls;
    QStringList variables;
    bool usesSettingsUrl = false;
};

Pass evaluate(const python::SyntaxTree& tree, const QString& file, const QStringList& importRoots,
    const OptionLookup& options, bool withDefaults)
{
    EnvCalls calls(tree, file, options);
    python::Evaluator::Options evaluation;
    evaluation.imports = python::ImportFinder(importRoots);
    if (withDefaults)
        evaluation.environment = [](const QString&) { return std::optional<QString>(); };
    evaluation.onCall = [&calls](const python::Call& call) { calls.onCall(call); };
    evaluation.onItemAssigned = [&calls](const QString& key, const python::Value& value, const python::Node& node) {
        calls.onItemAssigned(key, value, node);
    };
    python::Evaluator evaluator(std::move(evaluation));
    evaluator.evaluate(tree, file);
    return { calls.facts, calls.urls, evaluator.variables(), calls.usesSettingsUrl };
}

// Engines of imported modules count only where env.py itself speaks of no URL: it takes one of them then.
QList<UrlUse> thatCount(const Pass& pass)
{
    const bool hasOwn
        = std::any_of(pass.urls.cbegin(), pass.urls.cend(), [](const UrlUse& use) { return use.isInEnv; });
    QList<UrlUse> found;
    for (const UrlUse& use : pass.urls) {
        if (use.isInEnv || (!hasOwn && !pass.usesSettingsUrl))
            found.append(use);
    }
    return found;
}

void addOnce(QStringList& names, const QString& name)
{
    if (!name.isEmpty() && !names.contains(name))
        names.append(name);
}

QStringList urlVariables(const QStringList& asked, const QList<UrlUse>& uses)
{
    QStringList names;
    for (const UrlUse& use : uses) {
        addOnce(names, use.setting);
        addOnce(names, use.setting.toUpper());
    }
    for (const QString& name : asked) {
        if (looksLikeUrlVariable(name))
            addOnce(names, name);
    }
    return names;
}

UrlCandidate candidate(const UrlUse& use, UrlOrigin origin)
{
    return { UrlText(use.url), origin, use.setting.isEmpty() ? use.name : use.setting, use.file, use.line, false,
        isPlaceholderUrl(use.url) };
}

void noteUnknownVersionTable(EnvFacts& facts)
{
    for (const Fact<QString>* fact : { &facts.versionTable, &facts.versionTableSchema }) {
        if (fact->isUnknown())
            facts.notes.append({ QStringLiteral("unknown-version-table"),
                { QT_TRANSLATE_NOOP("Messages",
                      "env.py sets the version table to %1, which cannot be known without running it; the default is "
                      "assumed."),
                    { fact->expression.simplified() } },
                fact->file, fact->line });
    }
}

} // namespace

EnvReading readEnv(const QString& scriptFolder, const QStringList& importRoots, const OptionLookup& options)
{
    EnvReading reading;
    const QString file = scriptFolder + QLatin1String("/env.py");
    if (!QFileInfo(file).isFile())
        return reading;
    reading.facts.file = file;
    const auto bytes = core::readFile(file, largestEnv);
    if (!bytes)
        return reading;
    const auto tree = python::SyntaxTree::parse(python::decodeSource(*bytes).text, {}, parseLimitMs);
    if (!tree)
        return reading;
    const Pass written = evaluate(*tree, file, importRoots, options, false);
    reading.facts = written.facts;
    reading.facts.file = file;
    const QList<UrlUse> uses = thatCount(written);
    reading.setsUrl = !uses.isEmpty();
    reading.alwaysSetsUrl
        = std::any_of(uses.cbegin(), uses.cend(), [](const UrlUse& use) { return use.isInEnv && !use.isConditional; });
    reading.facts.urlVariables = urlVariables(written.variables, uses);
    for (const UrlUse& use : uses) {
        if (!use.url.isEmpty() && use.setting.isEmpty())
            reading.urls.append(candidate(use, UrlOrigin::EnvPy));
        else if (!use.url.isEmpty())
            reading.defaults.append(candidate(use, UrlOrigin::Default));
    }
    const bool mayHaveDefaults = !written.variables.isEmpty()
        || std::any_of(uses.cbegin(), uses.cend(), [](const UrlUse& use) { return use.url.isEmpty(); });
    if (mayHaveDefaults) {
        for (const UrlUse& use : thatCount(evaluate(*tree, file, importRoots, options, true))) {
            const bool isNew = !use.url.isEmpty() && !uses.contains(use);
            if (isNew)
                reading.defaults.append(candidate(use, UrlOrigin::Default));
        }
    }
    if (reading.urls.isEmpty() && reading.defaults.isEmpty() && !uses.isEmpty()) {
        reading.facts.unknownUrl = uses.first().expression;
        reading.facts.unknownUrlLine = uses.first().line;
    }
    noteUnknownVersionTable(reading.facts);
    return reading;
}

} // namespace espalier::project
