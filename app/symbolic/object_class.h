#pragma once

#include "symbolic/object.h"

namespace espalier::symbolic {

/// What every object has from Python's `object`: for `self`, or unbound, where it is an argument, without one. nullopt
/// for what `object` does not have.
std::optional<Value> objectMethod(const QString& name, const std::optional<Value>& self = {});

/// BaseException.__init__(self, *args), of a `self` or unbound.
Value exceptionInit(const std::optional<Value>& self = {});

/// del owner.name
void deleteAttribute(Interpreter& interpreter, const Value& owner, const QString& name);

/// instance.__dict__[name] = value
void setInDict(Interpreter& interpreter, Instance& instance, const Value& name, const Value& value);
/// Whether a dict's method changes it.
bool changesDict(const QString& method);
/// instance.__dict__.update(…) and the like: one of those.
Value callOfDict(Interpreter& interpreter, Instance& instance, const QString& method, const Arguments& given);

/// The nearest one of the code, of the class itself or of what it inherits from; null for none.
std::shared_ptr<ClassObject> metaclassOf(const ClassObject& type);
/// What the class statement gives where a metaclass of the code makes the class: its __new__() and __init__() run.
Value madeByMetaclass(Interpreter& interpreter, const std::shared_ptr<ClassObject>& type);

/// Raises where the classes of an instance have __slots__ without room for the name.
void checkSlots(Interpreter& interpreter, const Instance& instance, const QString& name);

} // namespace espalier::symbolic
