// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/list_import.h"

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <array>
#include <atomic>
#include <memory>
#include <optional>
#include <vector>

namespace postern::ui {

// A file of list entries, read and understood. Never changes; shared with whatever shows it.
struct ImportedFile {
    // What a row of the preview is about.
    enum class Outcome : std::uint8_t { Entry, Inexact, LeftOut, Refused };
    struct Row {
        std::uint32_t index = 0; // into the entries or notes of its outcome
        Outcome outcome{};
    };

    QString trouble; // why the file could not be read; "": it was
    QByteArray content;
    model::ListFormat format{};
    model::ListImport import;
    std::vector<std::size_t> lines;            // where each line of the content begins
    std::vector<Row> all;                      // in the order of lines
    std::array<std::vector<Row>, 4> byOutcome; // the same, apart
    bool orderMatters = false; // plain text that would mean something else if its order counted
    // Of a list file: the other format that it looks like, which the engine does not read there.
    std::optional<model::ListFormat> otherFormat;

    std::size_t lineOf(const Row& row) const;
    QString textOf(const Row& row) const; // as it stands in the file
    const std::vector<model::ListImport::Note>& notes(Outcome outcome) const;
};
using SharedFile = std::shared_ptr<const ImportedFile>;

// Reads files in the background, one at a time: a new order drops the one before. GUI thread.
class ImportJob : public QObject {
    Q_OBJECT

public:
    static constexpr qint64 largestFile = 256LL * 1024 * 1024;

    ImportJob(model::ListColor color, model::ListKind kind, QObject* parent = nullptr);
    ~ImportJob() override;

    // The format is found out.
    void read(const QString& file);
    // As the engine reads a file that a list subscribes to, within the bounds that hold there.
    void readListFile(const QString& file);
    // What was read, in another format.
    void readAs(const SharedFile& file, model::ListFormat format);
    void cancel();
    bool busy() const { return bool(m_state); }

    // The same at once, on any thread.
    static SharedFile readNow(const QString& file, model::ListColor color, model::ListKind kind);

Q_SIGNALS:
    void progressed(int percent);
    void finished(const postern::ui::SharedFile& file); // not after cancel()

private:
    struct State {
        std::atomic<bool> cancelled{false};
        std::atomic<int> percent{0};
    };
    template <class Work>
    void start(Work work);

    model::ListColor m_color;
    model::ListKind m_kind;
    std::shared_ptr<State> m_state; // of what runs; nullptr: nothing
    QTimer m_clock;
};

} // namespace postern::ui
