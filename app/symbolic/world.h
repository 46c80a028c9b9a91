#pragma once

#include "symbolic/object.h"

namespace espalier::symbolic {

/// What the interpreted code can reach outside of itself, and who is told of what it does there. The interpreter knows
/// Python and its standard library; SQLAlchemy and Alembic, and what a statement means to a database, come from here.
class World {
public:
    virtual ~World() = default;

    /// A module of that dotted name, or a name in it ("alembic.op", "sqlalchemy.Column"), that is not the project's;
    /// nullopt where it is not known here either.
    virtual std::optional<Value> imported(Interpreter&, const QString&) { return std::nullopt; }

    /// From here on, until settle(), what is done may or may not happen. Calls nest.
    virtual void doubt(const DoubtPtr&) { }
    /// Another of the possible ways begins, from the state at doubt().
    virtual void otherwise() { }
    virtual void settle() { }
    /// Instead of settle(): it is walked again, from the state at doubt().
    virtual void abandon() { }

    enum class Reach {
        World, ///< files, networks, other programs' data: anything but the database
        Anything,
    };
    /// Code that is not known was called: it may do anything within its reach.
    virtual void unknownCall(const Place&, const DoubtPtr&, Reach) { }
    /// It may stop here with an exception, or go on.
    virtual void mayStop(const Place&, const DoubtPtr&, const QString& /*exception*/) { }

    /// What is done until endAnyOrder() is done in an order that is not known.
    virtual void inAnyOrder(const Place&, const DoubtPtr&) { }
    virtual void endAnyOrder() { }

    /// A `try` begins, and ends; in between, what the world does may fail and be caught (Interpreter::mayFail()).
    /// `handlers`: what is done then, as it is written.
    virtual void enterTry(const QString& /*handlers*/) { }
    virtual void leaveTry() { }
};

} // namespace espalier::symbolic
