#pragma once

#include "symbolic/object.h"

// What lists, tuples, dicts and sets share.

namespace espalier::symbolic {

/// What any one of the items, or of what is not seen, is.
Value anyOf(const std::vector<Value>& items, const Unseen& unseen);
/// Whether one of them equals the value; Unknown where an unknown decides.
Value search(Interpreter& interpreter, const std::vector<Value>& items, const Value& value);
/// Raises where the value cannot be a key or an element of a set.
void checkHashable(Interpreter& interpreter, const Value& value);
/// The repr() of all of them with ", " in between.
Value joinedRepr(
    Interpreter& interpreter, const std::vector<Value>& items, const QString& before, const QString& after);
/// The answer of == or != where both are known to be the same or not; nullopt for other operators.
std::optional<Value> comparedBy(std::optional<bool> same, CompareOperator op, const Value& a, const Value& b);
bool isSameList(const std::vector<Value>& a, const std::vector<Value>& b);

template <typename Content> class ContentState final : public Object::State {
public:
    ContentState(Content kept, Unseen unseen)
        : content(std::move(kept))
        , doubt(std::move(unseen))
    { }
    Content content;
    Unseen doubt;
};

using ListState = ContentState<std::vector<Value>>;
using DictState = ContentState<std::vector<std::pair<Value, Value>>>;

/// What may be in a list or set that `other` is a way to, beside what it holds now.
Unseen unseenOf(const ListState& other, const DoubtPtr& why);

} // namespace espalier::symbolic
