#pragma once

#include "demo/demo_project.h"
#include "project_steps.h"

namespace espalier::test {

/// The window with the sample project open, and its database where a test wants it.
class DemoWorld : public GuiWorld {
public:
    DemoWorld()
    {
        const auto written = demo::writeDemo(folder.path(QStringLiteral("library")));
        if (!written)
            QTest::qFail(qPrintable(core::describe(written.error())), __FILE__, __LINE__);
        else
            demo = *written;
    }
    void open()
    {
        services().project.open(demo.folder);
        QTRY_VERIFY_WITH_TIMEOUT(services().project.isOpen() && isIdle(), 60000);
    }
    void connectToDatabase() { connectTo(*this, QStringLiteral("sqlite:///") + demo.database); }
    /// On the Schema page, everything read.
    void openSchema()
    {
        services().actions.trigger(QStringLiteral("go.schema"));
        QTRY_COMPARE(page(), QStringLiteral("schema"));
        QTRY_VERIFY_WITH_TIMEOUT(isIdle() && app->schema().snapshot(), 60000);
    }

    demo::DemoProject demo;
};

} // namespace espalier::test
