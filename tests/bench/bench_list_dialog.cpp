// SPDX-License-Identifier: GPL-3.0-or-later
// The Black List dialog with many lines, driven as a user drives it: how long each step takes, and for how
// long at most the window does not answer meanwhile (console.md: never longer than 50 ms). bench_list_dialog
// [LINES] [--benchmark_out=FILE]
#include "support/scripted_prompter.h"

#include "model/preset.h"
#include "store/store.h"
#include "ui/data/store_client.h"
#include "ui/lists/list_dialog.h"
#include "ui/lists/list_table.h"

#include <nlohmann/json.hpp>

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <malloc.h>

#include <ctime>
#include <fstream>
#include <iostream>

using namespace postern;
using namespace postern::ui;
using model::Id;
using model::ListColor;
using model::ListEntry;
using model::ListKind;

namespace {

constexpr int patience = 120'000; // ms; longer than anything here may take
constexpr double openGoal = 300;
constexpr double filterGoal = 100;
constexpr double pauseGoal = 50;
constexpr double frameGoal = 1000.0 / 60;
constexpr double bytesGoal = 200; // a line

std::size_t allocated()
{
    const struct mallinfo2 info = mallinfo2();
    return info.uordblks + info.hblkhd;
}

double threadMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

// The longest time between two turns of the event loop, as it passes and as this thread works: the latter
// does not depend on what else the machine does.
class Heartbeat {
public:
    Heartbeat()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, [this] { beat(); });
        m_timer.start(1);
        restart();
    }
    void restart()
    {
        m_clock.start();
        m_work = threadMilliseconds();
        m_pause = m_workPause = 0;
    }
    void beat()
    {
        m_pause = std::max(m_pause, double(m_clock.nsecsElapsed()) / 1e6);
        m_workPause = std::max(m_workPause, threadMilliseconds() - m_work);
        m_clock.start();
        m_work = threadMilliseconds();
    }
    double pause() const { return m_pause; }
    double workPause() const { return m_workPause; }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    double m_work = 0;
    double m_pause = 0;
    double m_workPause = 0;
};

struct Reading {
    std::string step;
    double milliseconds = 0;
    double goal = 0; // 0: none but that of the pause
    double pause = 0;
    double workPause = 0;
};

class Bench {
public:
    explicit Bench(int lines)
        : m_lines(lines)
        , m_where(m_folder.filePath(QStringLiteral("postern.db")))
    {
        std::printf("%-34s %10s %8s %14s %14s\n", "Black List dialog", "ms", "goal", "longest pause",
                    "of it at work");
        fill();
    }

    void run()
    {
        StoreClient client(m_where);
        test::ScriptedPrompter prompter;
        bool connected = false;
        measure(
            "the console opens the store", 0,
            [&] {
                client.run(
                    &client, [](store::Store& store) { return store.revision(); },
                    [&](const Result<std::int64_t>&) { connected = true; });
            },
            [&] { return connected; });
        for (const bool again : {false, true}) {
            m_dialog.reset();
            QTest::qWait(again ? 1000 : 0); // what is freed in the background
            const std::size_t before = allocated();
            measure(
                again ? "open again" : "open", openGoal,
                [&] {
                    m_dialog = std::make_unique<ListDialog>(client, prompter, m_service, ListColor::Black);
                    m_dialog->showEntry(ListKind::Sender);
                    m_dialog->show();
                },
                [&] { return m_dialog->isLoaded() && table().viewport()->isVisible(); });
            scroll("scroll while it is read");
            measure(
                "all lines and hits are there", 0, [] {},
                [&] { return !page().isArriving() && hitsAreThere(); });
            QTest::qWait(1000);
            m_bytes = double(allocated() - before) / m_lines;
            std::printf("%-34s %10.1f bytes a line, goal %.0f\n", "memory", m_bytes, bytesGoal);
        }
        scroll("scroll");
        measure(
            "tester is ready", 0, [&] { tester().setText(QStringLiteral("user7@spam.example")); },
            [&] { return testResult().contains(QStringLiteral("user7@")); });
        tester().clear();
        filterAndSort();
        editMany();
        files(prompter);
        bool applied = false;
        QObject::connect(m_dialog.get(), &PropertiesDialog::applied, [&applied] { applied = true; });
        measure(
            "apply: half of them anew", 0, [&] { button(QDialogButtonBox::Apply)->click(); },
            [&] { return applied; });
        measure(
            "undo paste after apply", 0, [&] { key(Qt::Key_Z); }, [&] { return isIdle(); });
        measure(
            "close", 0, [&] { m_dialog.reset(); }, [] { return true; });
    }

    void write(const std::string& file) const
    {
        nlohmann::json readings = nlohmann::json::array();
        for (const Reading& each : m_readings)
            readings.push_back({{"step", each.step},
                                {"milliseconds", each.milliseconds},
                                {"goal_milliseconds", each.goal},
                                {"longest_pause_milliseconds", each.pause},
                                {"longest_work_milliseconds", each.workPause}});
        std::ofstream(file)
            << nlohmann::json{{"lines", m_lines}, {"bytes_a_line", m_bytes}, {"readings", readings}}.dump(2)
            << '\n';
    }

    bool missed() const
    {
        return m_bytes > bytesGoal ||
               std::any_of(m_readings.begin(), m_readings.end(), [](const Reading& each) {
                   return (each.goal > 0 && each.milliseconds > each.goal) || each.workPause > pauseGoal;
               });
    }

private:
    void fill()
    {
        auto store = std::move(*store::Store::open(m_where.toStdString(), store::OpenMode::Create));
        model::Configuration configuration;
        configuration.server.hostname = "mail.example.com";
        configuration.domains = {{0, "example.com", {}}};
        configuration.services = {model::makeService(model::Preset::Mx)};
        store::Edit edit;
        edit.author = "setup";
        edit.before = model::Configuration{};
        edit.after = configuration;
        commit(*store, edit);
        m_service = store->configuration()->services.front().id;
        edit = {.base = *store->revision(), .author = "setup"};
        for (int i = 0; i < m_lines; ++i) {
            ListEntry entry;
            entry.service = m_service;
            entry.kind = ListKind::Sender;
            entry.pattern = "user" + std::to_string(i) + (i % 4 == 0 ? "*@*.spam.example" : "@spam.example");
            entry.comment = i % 3 == 0 ? "seen in the log" : "";
            edit.lists.saved.push_back(entry);
        }
        commit(*store, edit);
        std::vector<store::ListHit> hits;
        const auto entries = store->listEntries();
        for (const ListEntry& entry : *entries)
            hits.push_back({entry.id, entry.id % 1000, SystemClock().now()});
        (void)store->addHits(hits);
    }

    static void commit(store::Store& store, const store::Edit& edit)
    {
        if (!store.commit(edit))
            throw std::runtime_error("the store takes no lines");
    }

    void filterAndSort()
    {
        const auto all = [&] { return table().list().rowCount() == m_lines && isIdle(); };
        measure(
            "filter", filterGoal, [&] { filter().setText(QStringLiteral("user9999@")); },
            [&] { return table().list().rowCount() == 1; });
        measure(
            "filter off", filterGoal, [&] { filter().clear(); }, all);
        measure(
            "filter that most pass, first", filterGoal, [&] { filter().setText(QStringLiteral("SPAM")); },
            [&] { return isIdle() || table().list().rowCount() < m_lines; });
        measure(
            "filter that most pass, all", 0, [&] {}, [&] { return isIdle(); });
        measure(
            "filter off", filterGoal, [&] { filter().clear(); }, all);
        table().selectPositions({m_lines / 2});
        measure(
            "sort by pattern", 0,
            [&] { table().sortByColumn(int(ListColumn::Pattern), Qt::DescendingOrder); }, all);
        measure(
            "sort by hits", 0, [&] { table().sortByColumn(int(ListColumn::Hits), Qt::AscendingOrder); }, all);
        measure(
            "sort off", 0, [&] { table().sortByColumn(-1, Qt::AscendingOrder); }, all);
    }

    void editMany()
    {
        const auto lines = [&](int count) {
            return [this, count] { return table().list().rowCount() == count && isIdle(); };
        };
        measure(
            "select all", 0, [&] { table().selectAll(); }, [&] { return isIdle(); });
        measure(
            "sort with all selected", 0,
            [&] { table().sortByColumn(int(ListColumn::Pattern), Qt::AscendingOrder); },
            [&] { return isIdle(); });
        measure(
            "sort off", 0, [&] { table().sortByColumn(-1, Qt::AscendingOrder); }, [&] { return isIdle(); });
        measure(
            "switch all off", 0, [&] { action("Switch Off"); }, [&] { return isIdle(); });
        measure(
            "undo", 0, [&] { key(Qt::Key_Z); }, [&] { return isIdle(); });
        removeScattered();
        table().selectAll();
        measure(
            "copy all", 0, [&] { key(Qt::Key_C); },
            [&] { return QApplication::clipboard()->mimeData()->hasText() && isIdle(); });
        measure(
            "remove all", 0, [&] { QTest::keyClick(&table(), Qt::Key_Delete); }, lines(0));
        measure(
            "paste all", 0, [&] { key(Qt::Key_V); }, lines(m_lines));
        measure(
            "undo paste", 0, [&] { key(Qt::Key_Z); }, lines(0));
        measure(
            "undo remove", 0, [&] { key(Qt::Key_Z); }, lines(m_lines));
        QApplication::clipboard()->setText(newLines());
        measure(
            "paste text, half of it known", 0, [&] { key(Qt::Key_V); }, lines(m_lines * 3 / 2));
        measure(
            "undo paste", 0, [&] { key(Qt::Key_Z); }, lines(m_lines));
        measure(
            "redo paste", 0, [&] { key(Qt::Key_Y); }, lines(m_lines * 3 / 2));
        measure(
            "edit one line", 0,
            [&] {
                auto& list = table().list();
                list.setData(list.index(5, int(ListColumn::Comment)), QStringLiteral("changed"));
            },
            [&] { return isIdle(); });
    }

    // A quarter of the lines, each by itself.
    void removeScattered()
    {
        filter().setText(QStringLiteral("*@"));
        measure(
            "filter a quarter", 0, [] {}, [&] { return isIdle(); });
        table().selectAll();
        measure(
            "remove a quarter", 0, [&] { QTest::keyClick(&table(), Qt::Key_Delete); },
            [&] { return isIdle() && table().list().draft().size() < m_lines; });
        measure(
            "undo", 0, [&] { key(Qt::Key_Z); },
            [&] { return isIdle() && table().list().draft().size() == m_lines; });
        filter().clear();
        measure(
            "filter off", 0, [] {}, [&] { return isIdle() && table().list().rowCount() == m_lines; });
    }

    // The longest of many frames, each a page further, drawn at once.
    void scroll(const char* step)
    {
        constexpr int frames = 120;
        QScrollBar& bar = *table().verticalScrollBar();
        QTest::qWait(50);
        double longest = 0;
        double all = 0;
        for (int frame = 0; frame < frames; ++frame) {
            const double before = threadMilliseconds();
            bar.setValue(bar.maximum() / frames * frame);
            table().viewport()->repaint();
            table().verticalHeader()->viewport()->repaint();
            longest = std::max(longest, threadMilliseconds() - before);
            all += threadMilliseconds() - before;
            QCoreApplication::processEvents();
        }
        bar.setValue(0);
        m_readings.push_back({step, longest, frameGoal, 0, 0});
        std::printf("%-34s %10.1f %8.1f ms of work for a frame at most, %.1f on average\n", step, longest,
                    frameGoal, all / frames);
    }

    void files(test::ScriptedPrompter& prompter)
    {
        const QString file = m_folder.filePath(QStringLiteral("list.txt"));
        prompter.answerFile(file);
        measure(
            "export", 0, [&] { command("export")->click(); },
            [&] { return QFileInfo(file).size() > 0 && isIdle(); });
        prompter.answerFile(file);
        QTimer hand; // a large file is shown before it is taken
        QObject::connect(&hand, &QTimer::timeout, [] {
            const QWidget* assistant = QApplication::activeModalWidget();
            const auto* buttons = assistant == nullptr ? nullptr : assistant->findChild<QDialogButtonBox*>();
            for (QAbstractButton* each :
                 buttons == nullptr ? QList<QAbstractButton*>() : buttons->buttons()) {
                if (buttons->buttonRole(each) == QDialogButtonBox::AcceptRole && each->isEnabled())
                    each->click();
            }
        });
        hand.start(20);
        measure(
            "import, all of it known", 0, [&] { command("import")->click(); },
            [&] { return note().contains(QStringLiteral("already")); });
    }

    QString newLines() const
    {
        QString text;
        for (int i = m_lines / 2; i < m_lines * 3 / 2; ++i)
            text += QStringLiteral("user%1%2\n")
                        .arg(i)
                        .arg(QLatin1String(i % 4 == 0 ? "*@*.spam.example" : "@spam.example"));
        return text;
    }

    template <class Do, class Until>
    void measure(const std::string& step, double goal, Do act, Until until)
    {
        QTest::qWait(100); // what is left of the step before
        QElapsedTimer clock;
        clock.start();
        m_heartbeat.restart();
        act();
        m_heartbeat.beat();
        while (!until() && clock.elapsed() < patience)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        const double milliseconds = double(clock.nsecsElapsed()) / 1e6;
        QTest::qWait(50); // painting, and what hangs on behind
        m_readings.push_back({step, milliseconds, goal, m_heartbeat.pause(), m_heartbeat.workPause()});
        const Reading& reading = m_readings.back();
        std::printf("%-34s %10.1f %8s %14.1f %14.1f\n", step.c_str(), milliseconds,
                    goal > 0 ? std::to_string(int(goal)).c_str() : "", reading.pause, reading.workPause);
    }

    bool hitsAreThere()
    {
        return table().list().index(0, int(ListColumn::Hits)).data().toString() != QLatin1String("0");
    }
    bool isIdle() { return !table().list().arranging() && !page().isReading(); }
    void action(const char* text)
    {
        for (QAction* each : table().actions()) {
            if (each->text().remove(u'&') == QLatin1String(text))
                each->trigger();
        }
    }
    void key(Qt::Key key) { QTest::keyClick(&table(), key, Qt::ControlModifier); }
    ListPage& page() { return *m_dialog->findChild<ListPage*>(ListDialog::tabId(ListKind::Sender)); }
    ListTable& table() { return *page().findChild<ListTable*>(QStringLiteral("lines")); }
    QLineEdit& filter() { return *page().findChild<QLineEdit*>(QStringLiteral("filter")); }
    QLineEdit& tester() { return *page().findChild<QLineEdit*>(QStringLiteral("test")); }
    QString testResult() { return page().findChild<QLabel*>(QStringLiteral("testResult"))->text(); }
    QString note() { return page().findChild<QLabel*>(QStringLiteral("note"))->text(); }
    QPushButton* command(const char* name) { return page().findChild<QPushButton*>(QLatin1String(name)); }
    QPushButton* button(QDialogButtonBox::StandardButton which)
    {
        return m_dialog->findChild<QDialogButtonBox*>(QStringLiteral("buttons"))->button(which);
    }

    int m_lines;
    QTemporaryDir m_folder;
    QString m_where;
    Id m_service = 0;
    Heartbeat m_heartbeat;
    std::unique_ptr<ListDialog> m_dialog;
    std::vector<Reading> m_readings;
    double m_bytes = 0; // a line
};

} // namespace

int main(int argc, char* argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    QApplication application(argc, argv);
    int lines = 100'000;
    std::string json;
    for (const QString& each : QApplication::arguments().mid(1)) {
        const QString out = QStringLiteral("--benchmark_out=");
        if (each.startsWith(out))
            json = each.mid(out.size()).toStdString();
        else if (!each.startsWith(u'-'))
            lines = each.toInt();
    }
    Bench bench(lines);
    bench.run();
    if (!json.empty())
        bench.write(json);
    std::cout
        << (bench.missed() ? "A goal is missed" : "All goals are met")
        << ": open 300 ms, filter 100 ms, 60 frames a second, 50 ms of work at a time, 200 bytes a line.\n";
}
