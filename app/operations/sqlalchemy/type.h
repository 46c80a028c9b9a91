#pragma once

#include "operations/sqlalchemy/host.h"
#include "operations/sqlalchemy/type_classes.h"

namespace espalier::operations {

/// An instance of a column type.
class TypeHost final : public Host {
public:
    using Host::Host;
    schema::SqlType type;
    const TypeClass* typeClass = nullptr; ///< null for types known by their SQL alone
    DoubtPtr doubt;
    Value enumClass; ///< Enum(MyEnum)
    std::shared_ptr<const Arguments> enumArguments; ///< what an Enum was made with
    std::vector<Value> enumMembers; ///< beside the type's values
    Value item; ///< ARRAY(item): the object
    Value impl; ///< what a type of the project stands on

    QString typeName() const override;
    bool isA(const QString& className) const override;
    std::optional<Value> attribute(Interpreter& interpreter, const QString& name) override;
    bool setAttribute(Interpreter& interpreter, const QString& name, const Value& value) override;
    Value str(Interpreter& interpreter) override;
    Value repr(Interpreter& interpreter) override;
    std::unique_ptr<State> save() const override;
    void restore(const State& state) override;
    void join(const State& other, const DoubtPtr& why) override;
    std::shared_ptr<TypeHost> copy() const;
};

/// An instance of the type class of that name.
Value makeTypeInstance(
    Interpreter& interpreter, SqlalchemyContext& context, const QString& name, const Arguments& arguments);
/// Enum(…), postgresql.ENUM(…), mysql.ENUM(…), mysql.SET(…)
void readEnum(Interpreter& interpreter, TypeHost& host, const Arguments& arguments);
/// Enum.create() and drop().
Value createEnum(TypeHost& self, Interpreter& interpreter, const Arguments& arguments);
Value dropEnum(TypeHost& self, Interpreter& interpreter, const Arguments& arguments);
/// A member (or value) of an Enum as the column holds it; nullopt where the type has none such.
std::optional<QString> enumText(const TypeHost& type, const Value& member);

/// On classes of the project: something listens to what becomes of their columns.
inline QString listenedAttribute() { return QStringLiteral("__listened_to__"); }

/// The object behind a type argument: classes become instances, TypeDecorators of the project stay what they are.
Value typeObject(Interpreter& interpreter, SqlalchemyContext& context, const Value& value);
/// The TypeHost that it comes to; null where it is a third party's or not known.
std::shared_ptr<TypeHost> typeHost(Interpreter& interpreter, SqlalchemyContext& context, const Value& value);

/// The class of SQLAlchemy that a class of the project, or an instance of one, comes from; null where there is none.
std::shared_ptr<ClassHost> foreignClass(const Value& value);

/// A type class of that name, also TypeDecorator, UserDefinedType and TypeEngine; the project may inherit from it.
Value makeTypeClass(SqlalchemyContext& context, const QString& name);
/// sqlmodel's AutoString: a String that has a length where one is needed.
Value makeAutoString(SqlalchemyContext& context);
bool isCustomType(const Value& value);
/// process_bind_param and the like, where the project wrote one.
std::optional<Value> boundMethod(Interpreter& interpreter, const Value& type, const QString& name);
Known<schema::SqlType> customType(Interpreter& interpreter, SqlalchemyContext& context, const Value& instance);

} // namespace espalier::operations
