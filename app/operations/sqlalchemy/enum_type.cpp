#include "operations/sqlalchemy/metadata.h"
#include "operations/sqlalchemy/type.h"

#include "dialects/ddl.h"

#include <algorithm>
#include <QCoreApplication>

// Enum: its values are the names of a Python enum's members, unless values_callable says otherwise.

namespace espalier::operations {

using schema::EnumFacts;
using symbolic::ClassObject;

namespace {

QStringList texts(Interpreter& interpreter, const std::vector<Value>& values, DoubtPtr& doubt)
{
    QStringList all;
    for (const Value& value : values) {
        const Value plain = plainValue(value);
        if (plain.isString())
            all.append(plain.text());
        else
            note(doubt, doubtOf(interpreter, value));
    }
    return all;
}

/// The values of Enum(cls).
QStringList classValues(Interpreter& interpreter, TypeHost& host, const ClassObject& cls, const Arguments& arguments)
{
    const Value* callable = arguments.keyword(u"values_callable");
    if (callable && !callable->isNone()) {
        const Value called = interpreter.call(*callable, { host.enumClass });
        DoubtPtr unknown;
        const std::optional<std::vector<Value>> values = interpreter.elements(called, &unknown);
        if (values)
            return texts(interpreter, *values, host.doubt);
        note(host.doubt, unknown ? unknown : doubtOf(interpreter, called));
        return {};
    }
    std::vector<Value> names;
    for (const Value& member : cls.members)
        names.push_back(interpreter.attribute(member, QStringLiteral("name")));
    return texts(interpreter, names, host.doubt);
}

void readValues(Interpreter& interpreter, TypeHost& host, EnumFacts& facts, const Arguments& arguments)
{
    const std::vector<Value>& given = arguments.positional;
    const auto cls = given.size() == 1 ? given[0].as<ClassObject>() : nullptr;
    if (!cls || !cls->isEnum) {
        facts.values = texts(interpreter, given, host.doubt);
        return;
    }
    host.enumClass = given[0];
    host.enumMembers = cls->members;
    facts.values = classValues(interpreter, host, *cls, arguments);
    if (!facts.values.isEmpty() && !arguments.keyword(u"name"))
        facts.name = cls->name.toLower();
}

void readLength(Interpreter& interpreter, TypeHost& host, const EnumFacts& facts, const std::optional<qint64>& length)
{
    if (!length)
        return;
    qsizetype longest = 0;
    for (const QString& value : facts.values)
        longest = std::max(longest, value.size());
    if (*length < longest)
        interpreter.raise(QStringLiteral("ValueError"),
            QStringLiteral("When provided, length must be larger or equal than the length of the longest enum value. "
                           "%1 < %2")
                .arg(*length)
                .arg(longest));
    host.type.length = int(*length);
}

schema::SqlType native(const TypeHost& self) { return self.type.on(self.context().dialect().id()); }

/// Whether this dialect has types of their own for it; raises what SQLAlchemy does where it cannot be made.
bool isOwnType(Interpreter& interpreter, const TypeHost& self)
{
    const schema::SqlType type = native(self);
    if (!type.enumeration || !type.enumeration->isNative)
        return false;
    const dialects::Statements sql = self.context().dialect().ddl().createEnum(type);
    if (!sql)
        raiseError(interpreter, "CompileError", sql.error().detail);
    return !sql->isEmpty();
}

Value recordEnum(TypeHost& self, Interpreter& interpreter, const Arguments& arguments, bool isCreated)
{
    if (!self.doubt && !isOwnType(interpreter, self))
        return Value::none();
    ArgumentReader reader(interpreter, arguments);
    note(reader.doubt, self.doubt);
    const bool isChecked = reader.boolean(1, "checkfirst").value_or(self.type.name == QLatin1String("postgresql.ENUM"));
    const schema::SqlType type = native(self);
    const EnumFacts facts = type.enumeration ? *type.enumeration : EnumFacts{};
    const schema::ObjectName name{ facts.schema, facts.name };
    Known<schema::Change> change{ {}, reader.doubt };
    if (isCreated)
        change.value = schema::CreateEnum{ { name, facts.values, {} }, isChecked };
    else
        change.value = schema::DropEnum{ name, false, false };
    self.context().record(interpreter, change, arguments.get(0, u"bind"), isChecked);
    return Value::none();
}

} // namespace

void readEnum(Interpreter& interpreter, TypeHost& host, const Arguments& arguments)
{
    ArgumentReader reader(interpreter, arguments);
    EnumFacts facts;
    readValues(interpreter, host, facts, arguments);
    if (const QString name = reader.text("name"); !name.isEmpty())
        facts.name = name;
    facts.schema = reader.text("schema");
    facts.isNative = reader.flag("native_enum", true);
    facts.createType = reader.flag("create_type", true);
    facts.createConstraint = reader.flag("create_constraint");
    facts.inheritSchema = reader.flag("inherit_schema");
    const Value* metadata = reader.find("metadata");
    facts.hasMetadata = metadata && !metadata->isNone();
    if (facts.hasMetadata && facts.schema.isEmpty()) {
        const auto own = metadata->as<MetadataHost>();
        facts.schema = own ? own->schemaName : QString();
        note(reader.doubt, own ? nullptr : doubtOf(interpreter, *metadata));
    }
    host.type.collation = reader.text("collation");
    host.type.charset = reader.text("charset");
    readLength(interpreter, host, facts, reader.integer("length"));
    note(host.doubt, reader.doubt);
    host.type.enumeration = std::make_shared<const EnumFacts>(std::move(facts));
}

Value createEnum(TypeHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return recordEnum(self, interpreter, arguments, true);
}

Value dropEnum(TypeHost& self, Interpreter& interpreter, const Arguments& arguments)
{
    return recordEnum(self, interpreter, arguments, false);
}

std::optional<QString> enumText(const TypeHost& type, const Value& member)
{
    const QStringList& values = type.type.enumeration->values;
    for (size_t i = 0; i < type.enumMembers.size(); ++i) {
        const bool isIt = symbolic::isSame(type.enumMembers[i], member)
            || symbolic::plainlyEqual(symbolic::plainOf(type.enumMembers[i]), plainValue(member)).value_or(false);
        if (isIt && qsizetype(i) < values.size())
            return values[qsizetype(i)];
    }
    const Value plain = plainValue(member);
    return plain.isString() ? std::optional(plain.text()) : std::nullopt;
}

} // namespace espalier::operations
