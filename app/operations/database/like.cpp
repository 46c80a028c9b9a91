#include "operations/database/like.h"

namespace espalier::operations {

bool isLike(QStringView text, QStringView pattern)
{
    while (!pattern.isEmpty()) {
        if (pattern.front() == u'%') {
            for (qsizetype at = 0; at <= text.size(); ++at)
                if (isLike(text.mid(at), pattern.mid(1)))
                    return true;
            return false;
        }
        const bool isAny = pattern.front() == u'_';
        if (pattern.front() == u'\\' && pattern.size() > 1)
            pattern = pattern.mid(1);
        if (text.isEmpty() || (!isAny && text.front() != pattern.front()))
            return false;
        text = text.mid(1);
        pattern = pattern.mid(1);
    }
    return text.isEmpty();
}

} // namespace espalier::operations
