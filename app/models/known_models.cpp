#include "models/known_models.h"

#include <QCoreApplication>

namespace espalier::models {

schema::DriftPlace placeOf(const Models& models)
{
    using About = schema::DriftDoubt::About;
    schema::DriftPlace place{ models.schema, {} };
    for (const std::vector<Gap>* gaps : { &models.gaps, &models.unread })
        for (const Gap& gap : *gaps)
            place.doubts.push_back({ gap.isOfExistence ? About::Everything
                    : gap.table.name.isEmpty()         ? About::Further
                                                       : About::Parts,
                gap.table, gap.column, gap.reason, gap.at });
    for (const Fault& fault : models.faults)
        if (fault.code == QLatin1String("duplicate-model")) // which of the two is meant
            place.doubts.push_back({ About::Parts, fault.table, {}, fault.message, fault.at });
    if (!models.isOfTarget)
        place.doubts.push_back({ About::Belonging, {}, {},
            { QT_TRANSLATE_NOOP("Messages",
                  "env.py's target_metadata cannot be followed: these are all models that the "
                  "project's files define."),
                {} },
            {} });
    return place;
}

} // namespace espalier::models
