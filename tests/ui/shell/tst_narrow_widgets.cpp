// What widgets do where there is less room than they would like.
#include "shell/rail.h"
#include "style/espalier_style.h"
#include "widgets/elided_label.h"
#include "widgets/page_header.h"

#include <QComboBox>
#include <QPushButton>
#include <QStyleOptionComboBox>
#include <QTest>

using namespace espalier::ui;

class TestNarrowWidgets : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QApplication::setStyle(new EspalierStyle([] { return false; }));
    }
    void aChooserIsCutInTheMiddle();
    void aNoteGivesWayToWhatActsOnThePage();
    void theRailKeepsItsWidth();
};

void TestNarrowWidgets::aChooserIsCutInTheMiddle()
{
    const QString name = QStringLiteral("Backup of library.db · 27 November 2026 21:02 · c20f76a3d984, pay004");
    const auto drawn = [](const QString& text) {
        QComboBox box;
        box.setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box.addItem(text);
        box.resize(180, 32);
        return box.grab().toImage();
    };
    QComboBox sample;
    sample.resize(180, 32);
    QStyleOptionComboBox option;
    option.initFrom(&sample);
    const int room
        = sample.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &sample).width();
    const QString cut = sample.fontMetrics().elidedText(name, Qt::ElideMiddle, room - 2);
    QVERIFY(cut.contains(QChar(0x2026)) && cut.endsWith(QStringLiteral("004")));
    QCOMPARE(drawn(name), drawn(cut));
}

void TestNarrowWidgets::aNoteGivesWayToWhatActsOnThePage()
{
    PageHeader header(QStringLiteral("Page"));
    auto* button = new QPushButton(QStringLiteral("Do what is to be done"));
    header.addWidget(button);
    header.setNote(QStringLiteral("a long note in which all that the page shows is counted, one by one"));
    header.resize(900, 52);
    header.show();
    const int wide = button->width();
    auto* note = header.findChild<ElidedLabel*>();
    QVERIFY(note->toolTip().isEmpty());
    header.resize(320, 52);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(header.width(), 320);
    QCOMPARE(button->width(), wide);
    QVERIFY(note->geometry().right() < button->x());
    QCOMPARE(note->toolTip(), note->text());
}

void TestNarrowWidgets::theRailKeepsItsWidth()
{
    const RailButton button(QStringLiteral("table"), QStringLiteral("Sicherungen"));
    QCOMPARE(button.minimumSizeHint(), button.sizeHint());
}

QTEST_MAIN(TestNarrowWidgets)
#include "tst_narrow_widgets.moc"
