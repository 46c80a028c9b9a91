#pragma once

#include "core/message.h"

#include <optional>
#include <QByteArray>
#include <QList>

namespace espalier::python {

/// Something that keeps Python from reading a file, with its line.
struct SourceFault {
    core::Message message;
    int line = 1;
    friend bool operator==(const SourceFault&, const SourceFault&) = default;
};

/// Python source as Python itself takes it: UTF-8 without byte order mark, "\n" as line end. Where Python would refuse
/// the bytes, `fault` says why and `text` holds what can be had all the same.
struct Source {
    QByteArray text;
    std::optional<SourceFault> fault;
    /// Where in `text` bytes stood that are not UTF-8; each is a "?" now. Python minds them only outside of comments,
    /// which takes a syntax tree to tell.
    QList<qsizetype> invalid;
};

/// Decodes by byte order mark and PEP 263 coding line, else UTF-8.
Source decodeSource(const QByteArray& bytes);

} // namespace espalier::python
