// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/import_job.h"

#include "base/escape.h"
#include "model/list_file.h"
#include "ui/lists/background.h"
#include "ui/text/translate.h"

#include <QFile>

#include <algorithm>

namespace postern::ui {

using model::ListFormat;
using model::ListImport;

namespace {

using Outcome = ImportedFile::Outcome;

constexpr int clockInterval = 100;                   // ms
constexpr std::size_t shownText = 200;               // bytes of a line
constexpr std::size_t comparedAsOrdered = 4'194'304; // bytes of a plain text whose order is looked at

std::string_view viewOf(const QByteArray& content)
{
    return {content.constData(), std::size_t(content.size())};
}

void findLines(ImportedFile& file, const char* ends)
{
    const std::string_view text = viewOf(file.content);
    file.lines.push_back(0);
    for (std::size_t at = text.find_first_of(ends); at != text.npos; at = text.find_first_of(ends, at)) {
        at += text.substr(at, 2) == "\r\n" ? 2 : 1;
        file.lines.push_back(at);
    }
}

// What stands in a line first comes first; of one line the entries before what is to be said of it.
void arrange(ImportedFile& file)
{
    std::array<std::size_t, 4> next{};
    const std::array<std::size_t, 4> counts{file.import.entries.size(), file.import.inexact.size(),
                                            file.import.needless.size(), file.import.refused.size()};
    file.all.reserve(counts[0] + counts[1] + counts[2] + counts[3]);
    while (true) {
        std::optional<ImportedFile::Row> first;
        for (std::size_t i = 0; i < counts.size(); ++i) {
            const ImportedFile::Row row{std::uint32_t(next[i]), Outcome(i)};
            if (next[i] < counts[i] && (!first || file.lineOf(row) < file.lineOf(*first)))
                first = row;
        }
        if (!first)
            return;
        file.all.push_back(*first);
        file.byOutcome[std::size_t(first->outcome)].push_back(*first);
        ++next[std::size_t(first->outcome)];
    }
}

// Whether a list that looks like ours would say something else where the last line that matches decides.
bool orderWouldMatter(const ImportedFile& file, model::ListColor color, model::ListKind kind)
{
    const auto& entries = file.import.entries;
    const bool takesOut =
        std::any_of(entries.begin(), entries.end(), [](const auto& entry) { return entry.negated; });
    if (file.format != ListFormat::Text || !takesOut || std::size_t(file.content.size()) > comparedAsOrdered)
        return false;
    const ListImport ordered = importList(ListFormat::Mailtraq, color, kind, viewOf(file.content));
    return !ordered.needless.empty() ||
           std::any_of(ordered.inexact.begin(), ordered.inexact.end(),
                       [](const auto& note) { return !note.reason.args.empty(); });
}

void understand(ImportedFile& file, model::ListColor color, model::ListKind kind,
                const model::ImportProgress& progress)
{
    file.import = importList(file.format, color, kind, viewOf(file.content), progress);
    if (file.import.cancelled)
        return;
    findLines(file, "\r\n");
    arrange(file);
    file.orderMatters = orderWouldMatter(file, color, kind);
}

QByteArray contentOf(const QString& name, QString& trouble)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        trouble = file.errorString();
        return {};
    }
    if (file.size() > ImportJob::largestFile) {
        trouble = ImportJob::tr("It is larger than 256 MiB. Cut it into parts.");
        return {};
    }
    QByteArray content = file.read(ImportJob::largestFile + 1);
    if (file.error() != QFileDevice::NoError)
        trouble = file.errorString();
    else if (content.size() > ImportJob::largestFile)
        trouble = ImportJob::tr("It is larger than 256 MiB. Cut it into parts.");
    return content;
}

SharedFile readFile(const QString& name, model::ListColor color, model::ListKind kind,
                    const std::function<bool(std::size_t done, std::size_t all)>& progress)
{
    auto file = std::make_shared<ImportedFile>();
    file->content = contentOf(name, file->trouble);
    if (!file->trouble.isEmpty())
        return file;
    file->format = model::findListFormat(viewOf(file->content));
    understand(*file, color, kind, [&](std::size_t done) {
        return !progress || progress(done, std::size_t(file->content.size()));
    });
    return file;
}

SharedFile readAsEngine(const std::string& name, model::ListColor color, model::ListKind kind,
                        const std::function<bool(std::size_t done, std::size_t all)>& progress)
{
    auto file = std::make_shared<ImportedFile>();
    auto text = model::readListFile(name);
    if (!text) {
        const QString hint = translatedHint(text.error());
        file->trouble = translatedWhat(text.error());
        if (!hint.isEmpty())
            file->trouble = ImportJob::tr("%1 — %2", "what is wrong, what to do").arg(file->trouble, hint);
        return file;
    }
    file->content = QByteArray::fromStdString(*text);
    file->import = model::importListFile(color, kind, *text,
                                         [&](std::size_t done) { return progress(done, text->size()); });
    if (file->import.cancelled)
        return file;
    if (const auto format = model::findListFormat(*text); format != ListFormat::Text)
        file->otherFormat = format;
    findLines(*file, "\n");
    arrange(*file);
    return file;
}

} // namespace

std::size_t ImportedFile::lineOf(const Row& row) const
{
    return row.outcome == Outcome::Entry ? import.lines[row.index] : notes(row.outcome)[row.index].line;
}

QString ImportedFile::textOf(const Row& row) const
{
    const std::size_t line = lineOf(row);
    if (line == 0 || line > lines.size())
        return {};
    std::string_view text = viewOf(content).substr(lines[line - 1]);
    text = text.substr(0, text.find_first_of("\r\n"));
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    return qt(escapeForDisplay(text, shownText));
}

const std::vector<ListImport::Note>& ImportedFile::notes(Outcome outcome) const
{
    return outcome == Outcome::Inexact   ? import.inexact
           : outcome == Outcome::LeftOut ? import.needless
                                         : import.refused;
}

ImportJob::ImportJob(model::ListColor color, model::ListKind kind, QObject* parent)
    : QObject(parent)
    , m_color(color)
    , m_kind(kind)
{
    m_clock.setInterval(clockInterval);
    connect(&m_clock, &QTimer::timeout, this, [this] {
        if (m_state)
            Q_EMIT progressed(m_state->percent);
    });
}

ImportJob::~ImportJob()
{
    cancel();
}

template <class Work>
void ImportJob::start(Work work)
{
    cancel();
    m_state = std::make_shared<State>();
    m_clock.start();
    const auto progress = [state = m_state](std::size_t done, std::size_t all) {
        state->percent = all == 0 ? 100 : int(done * 100 / all);
        return !state->cancelled;
    };
    inBackground(
        this, [work = std::move(work), progress] { return work(progress); },
        [this, state = m_state](SharedFile file) {
            if (state != m_state)
                return freeInBackground(std::move(file));
            m_state.reset();
            m_clock.stop();
            Q_EMIT finished(file);
        });
}

void ImportJob::read(const QString& file)
{
    start([file, color = m_color, kind = m_kind](const auto& progress) {
        return readFile(file, color, kind, progress);
    });
}

void ImportJob::readListFile(const QString& file)
{
    start([file, color = m_color, kind = m_kind](const auto& progress) {
        return readAsEngine(bytes(file), color, kind, progress);
    });
}

void ImportJob::readAs(const SharedFile& before, ListFormat format)
{
    start([before, format, color = m_color, kind = m_kind](const auto& progress) -> SharedFile {
        auto file = std::make_shared<ImportedFile>();
        file->content = before->content;
        file->format = format;
        understand(*file, color, kind,
                   [&](std::size_t done) { return progress(done, std::size_t(file->content.size())); });
        return file;
    });
}

void ImportJob::cancel()
{
    if (m_state)
        m_state->cancelled = true;
    m_state.reset();
    m_clock.stop();
}

SharedFile ImportJob::readNow(const QString& file, model::ListColor color, model::ListKind kind)
{
    return readFile(file, color, kind, {});
}

} // namespace postern::ui
