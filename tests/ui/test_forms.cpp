// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/gui.h"
#include "support/scripted_prompter.h"

#include "base/ip_address.h"
#include "ui/forms/binder.h"
#include "ui/forms/properties_dialog.h"
#include "ui/forms/range_list_edit.h"
#include "ui/forms/size_edit.h"

#include <QClipboard>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeWidget>
#include <QWheelEvent>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

namespace {

enum class Colour { Red, Green };

struct Inner {
    bool inside = false;
    bool operator==(const Inner&) const = default;
};

struct Sample {
    std::string name = "first";
    int port = 25;
    bool on = false;
    std::string detail;
    Colour colour = Colour::Red;
    Inner inner;
    std::vector<std::string> ranges;
    bool operator==(const Sample&) const = default;
};

class FirstPage : public BoundPage<Sample> {
public:
    FirstPage()
        : BoundPage(QStringLiteral("first"), QStringLiteral("&First"))
        , m_name(new QLineEdit)
        , m_port(new QSpinBox)
        , m_on(new QCheckBox(QStringLiteral("&On")))
        , m_detail(new QLineEdit)
        , m_colour(new QComboBox)
    {
        m_port->setRange(1, 65535);
        addChoice(*m_colour, Colour::Red, QStringLiteral("red"));
        addChoice(*m_colour, Colour::Green, QStringLiteral("green"));
        form().row("name", "&Name:", m_name);
        form().row("port", "&Port:", m_port);
        form().row("on", m_on);
        form().row("detail", "&Detail:", m_detail);
        form().row("colour", "&Colour:", m_colour);
        binder().bind(m_name, &Sample::name);
        binder().bind(m_port, &Sample::port);
        binder().bind(m_on, &Sample::on);
        binder().bind(m_detail, &Sample::detail);
        binder().bind(m_colour, &Sample::colour);
        binder().enable(m_on, {m_detail});
    }

private:
    QLineEdit* const m_name;
    QSpinBox* const m_port;
    QCheckBox* const m_on;
    QLineEdit* const m_detail;
    QComboBox* const m_colour;
};

class SecondPage : public BoundPage<Sample> {
public:
    SecondPage()
        : BoundPage(QStringLiteral("second"), QStringLiteral("&Second"))
    {
        auto* inside = new QCheckBox(QStringLiteral("&Inside"));
        auto* ranges = new RangeListEdit;
        form().row("inner.inside", inside);
        form().wide("ranges", "&Ranges:", ranges);
        binder().bind(inside, &Sample::inner, &Inner::inside);
        binder().bind(ranges, &Sample::ranges);
    }
};

class SampleDialog : public PropertiesDialog {
public:
    explicit SampleDialog(Prompter& prompter)
        : PropertiesDialog(prompter)
        , m_first(new FirstPage)
        , m_second(new SecondPage)
    {
        addPage(m_first);
        addPage(m_second);
        reload();
    }

    Sample value() const
    {
        Sample sample = stored;
        m_first->write(sample);
        m_second->write(sample);
        return sample;
    }
    void reload()
    {
        m_first->load(stored);
        m_second->load(stored);
        setLoaded();
    }

    Sample stored;
    int saves = 0;
    QString refuseWith;

protected:
    bool isDirty() const override { return value() != stored; }
    std::vector<model::Problem> findProblems() const override
    {
        std::vector<model::Problem> problems;
        if (value().name.empty())
            problems.push_back({"name", model::Severity::Error, {"A name is needed.", {}}});
        if (value().port != 25)
            problems.push_back({"port", model::Severity::Warning, {"Port %1 is unusual.", {"99"}}});
        for (const std::string& range : value().ranges) {
            if (!IpRange::parse(range))
                problems.push_back({"ranges[0]", model::Severity::Error, {"%1 is no range.", {range}}});
        }
        if (value().name == "nowhere")
            problems.push_back({"unknown", model::Severity::Error, {"Something else is wrong.", {}}});
        return problems;
    }
    void save() override
    {
        ++saves;
        if (!refuseWith.isEmpty())
            return refused(refuseWith);
        stored = value();
        saved();
    }

private:
    FirstPage* const m_first;
    SecondPage* const m_second;
};

QAbstractButton* button(QDialog& dialog, const char* text)
{
    return buttonWithText(&dialog, QString::fromLatin1(text));
}

} // namespace

class TestForms : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyBoundFieldGoesThereAndBack()
    {
        ScriptedPrompter prompter;
        SampleDialog dialog(prompter);
        dialog.stored = {"x", 99, true, "y", Colour::Green, {true}, {"192.0.2.0/24", "nonsense"}};
        dialog.reload();
        QCOMPARE(dialog.value().ranges, dialog.stored.ranges);
        QVERIFY(dialog.value() == dialog.stored);
        QVERIFY(!button(dialog, "Apply")->isEnabled());
    }

    void anUndoneEditSwitchesApplyOffAgain()
    {
        ScriptedPrompter prompter;
        SampleDialog dialog(prompter);
        dialog.show();
        auto* name = find<QLineEdit>(&dialog, "name");
        QTest::keyClick(name, Qt::Key_End); // the first field is selected when a dialog opens
        QTest::keyClicks(name, "2");
        QVERIFY(button(dialog, "Apply")->isEnabled());
        QTest::keyClick(name, Qt::Key_Backspace);
        QVERIFY(!button(dialog, "Apply")->isEnabled());
        click(find(&dialog, "on"));
        QVERIFY(button(dialog, "Apply")->isEnabled());
        click(find(&dialog, "on"));
        QVERIFY(!button(dialog, "Apply")->isEnabled());
    }

    void applySavesOnceAndOkSavesAndCloses()
    {
        ScriptedPrompter prompter;
        SampleDialog dialog(prompter);
        dialog.show();
        typeOver(find(&dialog, "name"), "second");
        click(button(dialog, "Apply"));
        QCOMPARE(dialog.stored.name, std::string("second"));
        QVERIFY(dialog.isVisible());
        QVERIFY(!button(dialog, "Apply")->isEnabled());
        click(button(dialog, "OK"));
        QCOMPARE(dialog.saves, 1);
        QVERIFY(!dialog.isVisible());
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
    }

    void anErrorIsShownAtItsFieldAndTabAndSavesNothing()
    {
        ScriptedPrompter prompter;
        SampleDialog dialog(prompter);
        dialog.show();
        dialog.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        typeOver(find(&dialog, "name"), "");
        auto* tabs = find<QTabWidget>(&dialog, "tabs");
        tabs->setCurrentIndex(1);
        click(button(dialog, "OK"));
        QCOMPARE(dialog.saves, 0);
        QVERIFY(dialog.isVisible());
        QCOMPARE(tabs->currentIndex(), 0);
        QVERIFY(find(&dialog, "name")->hasFocus());
        QCOMPARE(find<ProblemLabel>(&dialog, "name.problem")->text(), QStringLiteral("A name is needed."));
        QVERIFY(find(&dialog, "name.problem")->isVisible());
        QVERIFY(!tabs->tabIcon(0).isNull());
        QVERIFY(tabs->tabIcon(1).isNull());
        QTest::keyClicks(find(&dialog, "name"), "x");
        QTRY_VERIFY(!find(&dialog, "name.problem")->isVisible());
        QVERIFY(tabs->tabIcon(0).isNull());
    }

    void aWarningIsShownButDoesNotStop()
    {
        ScriptedPrompter prompter;
        SampleDialog dialog(prompter);
        dialog.show();
        typeOver(find(&dialog, "port"), "99");
        auto* problem = find<ProblemLabel>(&dialog, "port.problem");
        QTRY_COMPARE(problem->text(), QStringLiteral("Port 99 is unusual."));
        QCOMPARE(*problem->severity(), model::Severity::Warning);
        click(button(dialog, "Apply"));
        QCOMPARE(dialog.stored.port, 99);
    }

    void aProblemWithoutAFieldStandsAboveTheButtons()
    {
        ScriptedPrompter prompter;
        SampleDialog dialog(prompter);
        dialog.show();
        typeOver(find(&dialog, "name"), "nowhere");
        click(button(dialog, "Apply"));
        QCOMPARE(dialog.saves, 0);
        QCOMPARE(find<ProblemLabel>(&dialog, "message")->text(), QStringLiteral("Something else is wrong."));
    }

    void whatTheStoreRefusesIsSaidAndTheEditsStay()
    {
        ScriptedPrompter prompter;
        SampleDialog dialog(prompter);
        dialog.show();
        dialog.refuseWith = QStringLiteral("The disk is full.");
        typeOver(find(&dialog, "name"), "second");
        click(button(dialog, "OK"));
        QVERIFY(dialog.isVisible());
        QCOMPARE(find<ProblemLabel>(&dialog, "message")->text(), QStringLiteral("The disk is full."));
        QVERIFY(button(dialog, "Apply")->isEnabled());
    }

    void leavingWithEditsAsks_data()
    {
        QTest::addColumn<int>("answer");
        QTest::addColumn<bool>("closed");
        QTest::addColumn<int>("saves");
        QTest::newRow("apply and close") << 0 << true << 1;
        QTest::newRow("discard") << 1 << true << 0;
        QTest::newRow("go on editing") << 2 << false << 0;
    }
    void leavingWithEditsAsks()
    {
        QFETCH(int, answer);
        QFETCH(bool, closed);
        QFETCH(int, saves);
        ScriptedPrompter prompter;
        SampleDialog dialog(prompter);
        dialog.show();
        typeOver(find(&dialog, "name"), "second");
        prompter.answer(answer);
        QTest::keyClick(&dialog, Qt::Key_Escape);
        QCOMPARE(int(prompter.asked().size()), 1);
        QCOMPARE(!dialog.isVisible(), closed);
        QCOMPARE(dialog.saves, saves);
    }

    void leavingWithoutEditsDoesNotAsk()
    {
        ScriptedPrompter prompter;
        SampleDialog dialog(prompter);
        dialog.show();
        dialog.close();
        QVERIFY(!dialog.isVisible());
        QVERIFY(prompter.asked().empty());
    }

    void aLinkOpensTabAndField()
    {
        ScriptedPrompter prompter;
        SampleDialog dialog(prompter);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        dialog.showTab("second/inner.inside");
        QCOMPARE(dialog.currentTab(), QStringLiteral("second"));
        QVERIFY(find(&dialog, "inner.inside")->hasFocus());
        dialog.showTab("nonsense");
        QCOMPARE(dialog.currentTab(), QStringLiteral("second"));
    }

    void whatIsDeclaredToBelongToABoxIsEnabledWithIt()
    {
        ScriptedPrompter prompter;
        SampleDialog dialog(prompter);
        dialog.show();
        QVERIFY(!find(&dialog, "detail")->isEnabled());
        click(find(&dialog, "on"));
        QVERIFY(find(&dialog, "detail")->isEnabled());
    }

    void theWheelChangesOnlyWhatHasTheFocus()
    {
        ScriptedPrompter prompter;
        SampleDialog dialog(prompter);
        dialog.show();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        auto* port = find<QSpinBox>(&dialog, "port");
        const auto turn = [port] {
            QWheelEvent wheel(QPointF(5, 5), port->mapToGlobal(QPointF(5, 5)), QPoint(), QPoint(0, 120),
                              Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(port, &wheel);
        };
        find(&dialog, "name")->setFocus();
        turn();
        QCOMPARE(port->value(), 25);
        port->setFocus();
        turn();
        QCOMPARE(port->value(), 26);
    }

    void onlyChangedFieldsGoIntoAnotherVersion()
    {
        FirstPage page;
        Sample loaded;
        page.load(loaded);
        find<QLineEdit>(&page, "name")->setText("mine");
        Sample theirs = loaded;
        theirs.port = 2525;
        page.writeChanges(theirs, loaded);
        QCOMPARE(theirs.name, std::string("mine"));
        QCOMPARE(theirs.port, 2525);
    }

    void labelsNameTheirFields()
    {
        FirstPage page;
        for (const char* name : {"name", "port", "on", "detail", "colour"})
            QVERIFY2(!find(&page, name)->accessibleName().isEmpty(), name);
        QCOMPARE(find(&page, "port")->accessibleName(), QStringLiteral("Port"));
        QCOMPARE(plainLabel("Fish && &chips:"), QStringLiteral("Fish & chips"));
    }

    void sizesGoThereAndBack_data()
    {
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<qint64>("back");
        QTest::addColumn<QString>("unit");
        QTest::newRow("no limit") << qint64(0) << qint64(0) << "MiB";
        QTest::newRow("odd") << qint64(10'240'001) << qint64(10'240'001) << "bytes";
        QTest::newRow("KiB") << qint64(10'240) << qint64(10'240) << "KiB";
        QTest::newRow("MiB") << qint64(52'428'800) << qint64(52'428'800) << "MiB";
        QTest::newRow("odd and over 2 GiB: rounded down, never to no limit")
            << qint64(5'000'000'001) << qint64(4'999'999'488) << "KiB";
    }
    void sizesGoThereAndBack()
    {
        QFETCH(qint64, bytes);
        QFETCH(qint64, back);
        QFETCH(QString, unit);
        SizeEdit edit;
        edit.setValue(bytes);
        QCOMPARE(qint64(edit.value()), back);
        QCOMPARE(find<QComboBox>(&edit, "unit")->currentText(), unit);
    }

    void pastedLinesAreAddedEachByItself()
    {
        RangeListEdit edit;
        edit.show();
        edit.setFocus();
        QVERIFY(QTest::qWaitForWindowActive(&edit));
        QSignalSpy spy(&edit, &RangeListEdit::edited);
        QGuiApplication::clipboard()->setText(" 192.0.2.0/24\r\n\n10.0.0.1, nonsense;192.0.2.0/24\n");
        QTest::keyClick(edit.findChild<QTreeWidget*>(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(edit.value(), (std::vector<std::string>{"192.0.2.0/24", "10.0.0.1", "nonsense"}));
        QVERIFY(edit.hasInvalidLines());
        QCOMPARE(int(spy.count()), 1);
        auto* list = edit.findChild<QTreeWidget*>();
        QCOMPARE(list->topLevelItem(0)->text(1), QStringLiteral("256 addresses"));
        QVERIFY(!list->topLevelItem(2)->text(1).isEmpty());
        QVERIFY(!list->topLevelItem(2)->icon(0).isNull());
    }

    void aLineIsTypedIntoTheListAndNormalised()
    {
        RangeListEdit edit;
        edit.show();
        QVERIFY(QTest::qWaitForWindowActive(&edit));
        click(find(&edit, "add"));
        auto* list = edit.findChild<QTreeWidget*>();
        QPointer<QLineEdit> editor = list->findChild<QLineEdit*>();
        QVERIFY(editor);
        QTest::keyClicks(editor, "192.168.1.*");
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(edit.value(), std::vector<std::string>{"192.168.1.0/24"});
        click(find(&edit, "remove"));
        QVERIFY(edit.value().empty());
    }

    void aNewLineLeftEmptyGoesAway()
    {
        RangeListEdit edit;
        edit.show();
        QVERIFY(QTest::qWaitForWindowActive(&edit));
        click(find(&edit, "add"));
        auto* list = edit.findChild<QTreeWidget*>();
        QCOMPARE(list->topLevelItemCount(), 1);
        QTest::keyClick(list->findChild<QLineEdit*>(), Qt::Key_Escape);
        QTRY_COMPARE(list->topLevelItemCount(), 0);
    }

    void linesAreCopiedAndRemovedTogether()
    {
        RangeListEdit edit;
        edit.setValue({"10.0.0.1", "10.0.0.2", "10.0.0.3"});
        edit.show();
        QVERIFY(QTest::qWaitForWindowActive(&edit));
        auto* list = edit.findChild<QTreeWidget*>();
        list->setFocus();
        QTest::keyClick(list, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(list, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("10.0.0.1\n10.0.0.2\n10.0.0.3"));
        QTest::keyClick(list, Qt::Key_Delete);
        QVERIFY(edit.value().empty());
    }
};

QTEST_MAIN(TestForms)
#include "test_forms.moc"
