#include "models/create_all.h"

#include "models/python_files.h"
#include "python/source.h"
#include "python/syntax_tree.h"

#include <algorithm>
#include <QDir>
#include <QRegularExpression>

namespace espalier::models {

namespace {

using python::Node;

/// Whether `x` of `x.create_all` is a MetaData, or what Flask-SQLAlchemy calls db, by its name: anything may have a
/// method of that name.
bool holdsTables(const QString& object)
{
    static const QRegularExpression name(
        QStringLiteral("(^|\\.)(\\w*meta(data)?\\w*|_?db|\\w+_db|database|sqla|sqlalchemy)$"),
        QRegularExpression::CaseInsensitiveOption);
    return name.match(object).hasMatch();
}

/// The call or argument that the attribute stands in.
Node expressionAround(const Node& attribute)
{
    Node node = attribute;
    while (node.parent().is("call") || node.parent().is("argument_list") || node.parent().is("await"))
        node = node.parent();
    return node;
}

void collect(const Node& node, const QString& file, bool isInTests, std::vector<CreateAllCall>& found)
{
    if (node.is("attribute") && node.field("attribute").text() == QLatin1String("create_all")
        && holdsTables(node.field("object").text())) {
        constexpr qsizetype longest = 120;
        QString code = expressionAround(node).text().simplified();
        if (code.size() > longest)
            code = code.left(longest) + QChar(0x2026);
        found.push_back({ code, { file, node.line() }, isInTests });
    }
    for (const Node& child : node.children())
        collect(child, file, isInTests, found);
}

} // namespace

std::vector<CreateAllCall> findCreateAll(const project::Project& project, const core::CancelToken& cancel)
{
    std::vector<CreateAllCall> found;
    PythonFiles files(project, PythonFiles::Tests::Included, cancel);
    const QDir base(project.folder);
    const QString whole = wholeProject(project.folder);
    const auto isFurther = [&](const QString& folder) { // "prepend_sys_path = ../src"
        return isWithin(folder, whole) && !isWithin(project.folder, folder);
    };
    for (const QString& folder : QStringList{ project.folder } + project.sysPath) {
        if (files.isCovered(folder) || (folder != project.folder && !isFurther(folder)))
            continue;
        files.walk(folder, [&](const QString& file, const QByteArray& text) {
            if (!text.contains("create_all"))
                return;
            if (const auto tree = python::SyntaxTree::parse(python::decodeSource(text).text, cancel))
                collect(tree->root(), file, isTest(base.relativeFilePath(file)), found);
        });
    }
    const auto isBefore = [](const CreateAllCall& a, const CreateAllCall& b) {
        return a.at.file != b.at.file ? a.at.file < b.at.file : a.at.line < b.at.line;
    };
    std::sort(found.begin(), found.end(), isBefore);
    return found;
}

} // namespace espalier::models
