#pragma once

#include "symbolic/object.h"

namespace espalier::symbolic {

/// Where the elements of an iterator come from.
struct ElementSource {
    std::vector<Value> items; ///< where there is none of those below
    std::shared_ptr<List> list;
    std::optional<qint64> backFrom; ///< the index of the list that comes first, the ones before it next
    std::shared_ptr<class Iterator> iterator; ///< read as its elements are asked for
    std::shared_ptr<Dict> dict; ///< the items are of this one, which must not grow or shrink
    size_t dictSize = 0;
    std::function<void()> raise; ///< instead of an end of the items; null without

    /// nullopt at the end.
    std::optional<Value> at(Interpreter&, qint64 position) const;
    Unseen unseen() const;
    Value anyElement(const Unseen& why) const;
    bool isOfPlainData() const;
    size_t size() const; ///< of a list: as it is now
};

/// The code of a generator: what it does is done as its elements are taken.
struct GeneratorCode {
    using Consumer = std::function<void(const Value&)>;
    std::function<Value(const Consumer& onYield)> run; ///< from its beginning; gives what it returns
    python::Node node; ///< the function, or the expression
    std::vector<Value> given; ///< to it
    std::shared_ptr<class Scope> scope; ///< where the names in it are looked for
    Value sent; ///< what `yield` gives in it
    mutable bool isRunning = false; ///< somebody takes its elements one after the other as it runs
    DoubtPtr order; ///< set by run() where its elements come in an order that is not known
};

/// What a generator was found to do when somebody had begun to read it: its elements, as far as nothing changes what it
/// reads, and the states that it may leave things in.
struct ReadAhead {
    struct Left {
        std::shared_ptr<Object> object;
        std::unique_ptr<Object::State> state;
    };
    ElementSource source;
    Unseen unseen;
    std::vector<Left> left;
    std::vector<Value> read; ///< what names in it stand for
    quint64 when = 0; ///< Object::newest()
    bool asksWorld = false; ///< it may ask for what changes outside
    DoubtPtr why;
};

/// What iter(), map(), zip(), generators and the like give: elements that are there once. They are known from the
/// start, come without end, or are those of lists that may change meanwhile.
class Iterator final : public Object {
public:
    /// What becomes of an element as it is taken; nullopt leaves it out.
    using Transform = std::function<std::optional<Value>(Interpreter&, const Value&)>;
    using Endless = std::function<Value(Interpreter&, qint64 index)>;
    Iterator(QString typeName, std::vector<Value> items, Transform transform = {});
    Iterator(QString typeName, ElementSource source, Transform transform = {});
    /// Its elements are tuples of one of each source's; it ends with the shortest.
    Iterator(QString typeName, std::vector<ElementSource> sources, Transform transform = {});
    Iterator(QString typeName, Endless endless);
    /// One that gives these, and maybe more, less or others.
    Iterator(QString typeName, std::vector<Value> items, Unseen unseen);
    explicit Iterator(std::shared_ptr<GeneratorCode> code);

    QString typeName() const override { return m_typeName; }
    bool isEndless() const;
    bool takesFrom(const Iterator& other) const;
    bool isOfPlainData() const;
    bool isMade() const { return bool(m_transform); } ///< its elements are made as they are taken
    Unseen unseen() const; ///< set where it is not known what it gives from here on
    bool isDoubted() const { return bool(unseen()); }
    Value anyElement() const; ///< what any one of the elements is, where that is in doubt
    /// The next element, taken; nullopt at the end. An Unknown also where it is not known whether there is one, and so
    /// always where unseen() is set then.
    std::optional<Value> next(Interpreter&);
    /// Makes what is left, as whoever reads it may.
    void walkRest(Interpreter&);
    /// The code of a generator of which nothing has been read, which is the caller's to run from here on; null of
    /// others, and where it does not fit: where what is done with each element would run within a `try` or `with`.
    std::shared_ptr<GeneratorCode> takeCode(Interpreter&);
    bool canGiveCode() const;

    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    std::optional<Value> contains(Interpreter&, const Value& value) override;
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter&) override;
    bool isInstanceOf(const QString& className) const override;
    std::unique_ptr<State> save() const override;
    void restore(const State& state) override;
    void join(const State& other, const DoubtPtr& why) override;
    bool isWithin(const State& state) const override;
    bool canChange() const override { return true; }
    void forHeld(const std::function<void(const Value&)>& each) const override;
    void mayHaveChanged(const Unseen& unseen) override;

private:
    Unseen unseenSource() const;
    Value anyOfSources() const;
    std::optional<Value> taken(Interpreter&);
    std::optional<std::pair<Value, std::vector<Value>>> elementsOfCode(Interpreter&);
    void readAhead(Interpreter&);
    void setAhead(std::shared_ptr<const ReadAhead> ahead);
    bool isEnded() const;
    void end();
    QString m_typeName;
    std::vector<ElementSource> m_sources;
    bool m_givesTuples = false;
    Transform m_transform;
    Endless m_endless;
    qint64 m_position = 0;
    Unseen m_unseen;
    std::shared_ptr<GeneratorCode> m_code;
    std::shared_ptr<const ReadAhead> m_ahead; ///< of m_code; its elements are the source
};

} // namespace espalier::symbolic
