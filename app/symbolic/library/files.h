#pragma once

#include "symbolic/library/support.h"

namespace espalier::symbolic::library {

/// What stands at a path, as far as the project's own folders go: the import roots and the running file's folder.
struct Found {
    enum class Kind { Outside, Missing, File, Folder };
    Kind kind = Kind::Outside;
    QString path; ///< canonical where it exists
};
Found look(const Interpreter& interpreter, const QString& path);

/// Entries of a folder of the project whose names match a pattern of fnmatch, by name (Python has the file system's
/// order), as paths below `folder` as given; nullopt where that is not known.
std::optional<QStringList> entriesOf(
    Interpreter& interpreter, const QString& folder, const QString& pattern, bool isDeep, bool isWithHidden);

/// os.fspath(): the path's text, give() where it is no path.
QString pathText(Interpreter& interpreter, const Value& value);

/// An open text or binary file, or a StringIO.
class Stream final : public Object {
public:
    explicit Stream(QString content, bool isBytes = false, bool isWritable = false)
        : m_content(std::move(content))
        , m_isBytes(isBytes)
        , m_isWritable(isWritable)
    { }
    QString typeName() const override
    {
        return m_isWritable ? QStringLiteral("StringIO") : QStringLiteral("TextIOWrapper");
    }
    std::optional<Value> attribute(Interpreter&, const QString& name) override;
    std::optional<std::pair<Value, std::vector<Value>>> elements(Interpreter&) override;
    std::optional<Value> enter(Interpreter&) override { return Value::object(shared_from_this()); }
    std::unique_ptr<State> save() const override;
    void restore(const State& state) override;
    void join(const State& other, const DoubtPtr& why) override;

    Value read(Interpreter& interpreter, qint64 size); ///< size < 0: all that is left
    Value readLine(Interpreter& interpreter); ///< empty at the end
    Value content() const { return m_doubt ? Value::unknown(m_doubt) : made(m_content); }
    void write(Interpreter& interpreter, const Value& text);
    void seek(Interpreter& interpreter, qsizetype position);

private:
    Value made(const QString& text) const { return m_isBytes ? Value::bytes(text) : Value::string(text); }
    QString m_content;
    qsizetype m_position = 0;
    bool m_isBytes;
    bool m_isWritable;
    DoubtPtr m_doubt;
};

/// open(path, mode) for reading; unknown for anything else.
Value openFile(Interpreter& interpreter, const Value& path, const QString& mode, const QString& encoding);
/// All of a file's text or bytes.
Value readFile(Interpreter& interpreter, const Value& path, bool isBytes, const QString& encoding);

} // namespace espalier::symbolic::library
