#include "symbolic/local_names.h"

namespace espalier::symbolic {
namespace {

using python::Node;

class Collector {
public:
    void walk(const Node& node)
    {
        const QByteArrayView type(node.type());
        if (type == "function_definition" || type == "class_definition")
            return add(node.field("name"));
        if (type == "lambda")
            return;
        if (type == "global_statement" || type == "nonlocal_statement") {
            for (const Node& name : node.children())
                m_others.insert(name.text());
            return;
        }
        if (type == "list_comprehension" || type == "set_comprehension" || type == "dictionary_comprehension"
            || type == "generator_expression") {
            walkNamed(node);
            return;
        }
        if (type == "assignment" || type == "augmented_assignment" || type == "for_statement")
            bound(node.field("left"));
        else if (type == "delete_statement")
            bound(node.firstNamed());
        else if (type == "named_expression")
            add(node.field("name"));
        else if (type == "as_pattern_target")
            bound(node.firstNamed());
        else if (type == "except_clause")
            add(node.field("alias"));
        else if (type == "import_statement" || type == "import_from_statement")
            return imported(node);
        for (const Node& child : node.children())
            walk(child);
    }

    QSet<QString> result() const { return m_names - m_others; }

private:
    void add(const Node& name)
    {
        if (name && name.is("identifier"))
            m_names.insert(name.text());
    }

    /// Of a target: "a", "(a, *b)".
    void bound(const Node& target)
    {
        if (target.is("attribute") || target.is("subscript"))
            return;
        add(target);
        for (const Node& part : target.children())
            bound(part);
    }

    void imported(const Node& node)
    {
        const Node module = node.field("module_name");
        for (const Node& name : node.children()) {
            if (module && name.start() == module.start())
                continue;
            if (name.is("aliased_import"))
                add(name.field("alias"));
            else if (name.is("dotted_name"))
                add(name.firstNamed());
        }
    }

    /// A comprehension's names are its own, but for those of `:=`.
    void walkNamed(const Node& node)
    {
        if (node.is("lambda"))
            return;
        if (node.is("named_expression"))
            add(node.field("name"));
        for (const Node& child : node.children())
            walkNamed(child);
    }

    QSet<QString> m_names, m_others;
};

} // namespace

QSet<QString> localNames(const Node& function)
{
    Collector collector;
    if (const Node body = function.field("body"); body && !function.is("lambda"))
        collector.walk(body);
    return collector.result();
}

} // namespace espalier::symbolic
