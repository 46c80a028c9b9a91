#include "symbolic/library/files.h"
#include "symbolic/library/text.h"

namespace espalier::symbolic::library {

namespace {

struct StreamState final : Object::State {
    QString content;
    qsizetype position = 0;
    DoubtPtr doubt;
};

Stream& self(const Call& call)
{
    const auto stream = call[0].as<Stream>();
    if (!stream)
        call.typeError(QStringLiteral("descriptor requires a file"));
    return *stream;
}

Value lines(const Call& call)
{
    const auto found = self(call).elements(call.interpreter);
    return found->first.isUnknown() ? found->first : makeList(found->second);
}

const Methods& streamMethods()
{
    static const Methods methods({
        { "read(self, size?)",
            [](const Call& call) { return self(call).read(call.interpreter, call.integer(1, -1)); } },
        { "readline(self)", [](const Call& call) { return self(call).readLine(call.interpreter); } },
        { "readlines(self)", lines },
        { "getvalue(self)", [](const Call& call) { return self(call).content(); } },
        { "write(self, text)",
            [](const Call& call) {
                self(call).write(call.interpreter, call[1]);
                return call[1].isString() ? Value::number(lengthOf(call[1].text())) : call[1];
            },
            Unknowns::Keep },
        { "seek(self, offset, whence?)",
            [](const Call& call) {
                if (call.has(2))
                    give(call.interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "moves within a file")));
                self(call).seek(call.interpreter, call.integer(1));
                return call[1];
            } },
        { "close(self)", [](const Call&) { return Value(); } },
        { "flush(self)", [](const Call&) { return Value(); } },
    });
    return methods;
}

} // namespace

std::optional<Value> Stream::attribute(Interpreter&, const QString& name)
{
    if (!m_isWritable && (name == QLatin1String("getvalue") || name == QLatin1String("write")))
        return std::nullopt;
    return streamMethods().bound(name, Value::object(shared_from_this()));
}

Value Stream::read(Interpreter& interpreter, qint64 size)
{
    if (m_doubt)
        return Value::data(m_doubt);
    interpreter.touch(*this);
    const qsizetype from = std::min(m_position, m_content.size());
    const QString left = m_content.sliced(from);
    const qsizetype taken = size < 0 || size >= left.size() ? left.size() : std::min(toUnits(left, size), left.size());
    m_position = from + taken;
    return made(left.left(taken));
}

Value Stream::readLine(Interpreter& interpreter)
{
    if (m_doubt)
        return Value::data(m_doubt);
    interpreter.touch(*this);
    const qsizetype from = std::min(m_position, m_content.size());
    const qsizetype end = m_content.indexOf(QLatin1Char('\n'), from);
    m_position = end < 0 ? m_content.size() : end + 1;
    return made(m_content.sliced(from, m_position - from));
}

void Stream::write(Interpreter& interpreter, const Value& text)
{
    interpreter.touch(*this);
    const Value& plain = plainOf(text);
    if (!plain.isString() && plain.kind() != Value::Kind::Bytes) {
        m_doubt = text.isUnknown() ? text.doubt()
                                   : interpreter.doubt(QT_TRANSLATE_NOOP("Messages", "writes what is not known"));
        return;
    }
    interpreter.checkSize(m_content.size() + plain.text().size());
    m_content.replace(m_position, plain.text().size(), plain.text());
    m_position += plain.text().size();
}

void Stream::seek(Interpreter& interpreter, qsizetype position)
{
    interpreter.touch(*this);
    m_position = std::clamp<qsizetype>(position, 0, m_content.size());
}

std::optional<std::pair<Value, std::vector<Value>>> Stream::elements(Interpreter& interpreter)
{
    std::vector<Value> lines;
    while (!m_doubt && m_position < m_content.size()) {
        lines.push_back(readLine(interpreter));
        if (lines.size() % 4096 == 0)
            checkCount(interpreter, lines.size());
    }
    return std::pair(m_doubt ? Value::data(m_doubt) : Value(), std::move(lines));
}

std::unique_ptr<Object::State> Stream::save() const
{
    auto state = std::make_unique<StreamState>();
    state->content = m_content;
    state->position = m_position;
    state->doubt = m_doubt;
    return state;
}

void Stream::restore(const State& state)
{
    const auto& saved = static_cast<const StreamState&>(state);
    m_content = saved.content;
    m_position = saved.position;
    m_doubt = saved.doubt;
}

void Stream::join(const State& other, const DoubtPtr& why)
{
    const auto& saved = static_cast<const StreamState&>(other);
    if (!m_doubt && (saved.doubt || saved.position != m_position || saved.content != m_content))
        m_doubt = saved.doubt ? saved.doubt : why;
}

} // namespace espalier::symbolic::library
