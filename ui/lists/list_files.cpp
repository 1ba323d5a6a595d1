// SPDX-License-Identifier: GPL-3.0-or-later
// Import and export of a list as text.
#include "ui/lists/background.h"
#include "ui/lists/import_report.h"
#include "ui/lists/list_page.h"
#include "ui/lists/list_text.h"
#include "ui/text/translate.h"

#include <QFile>
#include <QSaveFile>

namespace postern::ui {

namespace {

constexpr qint64 largestFile = 256LL * 1024 * 1024;

struct ReadFile {
    TextLines lines;
    QString trouble; // "" where it was read
};

ReadFile readFile(const QString& name, const model::ListEntry& like)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return {{}, file.errorString()};
    if (file.size() > largestFile)
        return {{}, ListPage::tr("It is larger than 256 MiB. Cut it into parts.")};
    const QByteArray content = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return {{}, file.errorString()};
    return {readLines({content.constData(), std::size_t(content.size())}, like), {}};
}

QString writeFile(const QString& name, const SharedRows& rows)
{
    QSaveFile file(name);
    const std::string text = writeLines(rows);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), qint64(text.size())) < 0 ||
        !file.commit())
        return file.errorString();
    return {};
}

} // namespace

void ListPage::import()
{
    const QString file = m_prompter.openFile(this, tr("Import"), tr("Text (*.txt);;All files (*)"));
    if (!file.isEmpty())
        importFile(file);
}

void ListPage::importFile(const QString& file)
{
    say(tr("Reading %1…").arg(file));
    inBackground(
        this, [file, like = m_model->blank(m_author)] { return readFile(file, like); },
        [this, file](ReadFile read) {
            say({});
            if (read.trouble.isEmpty())
                takeImport(file, std::move(read.lines));
            else
                m_prompter.tell(this, tr("Import"), tr("%1 cannot be read.").arg(file), read.trouble);
        });
}

void ListPage::takeImport(const QString& file, TextLines lines)
{
    std::erase_if(lines.rows, [](const ListRow& row) { return bool(row.invalid); });
    if (!lines.wrong.empty()) {
        ImportReport report(file, lines.wrong, int(lines.rows.size()), this);
        if (report.exec() != QDialog::Accepted)
            return;
    }
    if (lines.rows.empty()) {
        say(tr("There is no line in %1").arg(file));
        return;
    }
    addLines([rows = std::move(lines.rows)] { return rows; }, tr("Import"));
}

void ListPage::exportLines()
{
    const QString file = m_prompter.saveFile(this, tr("Export"), QStringLiteral("list.txt"),
                                             tr("Text (*.txt);;All files (*)"));
    if (!file.isEmpty())
        exportFile(file);
}

void ListPage::exportFile(const QString& file)
{
    inBackground(
        this, [file, rows = m_model->draft().rows()] { return writeFile(file, rows); },
        [this, file, count = m_model->draft().size()](const QString& trouble) {
            if (trouble.isEmpty())
                say(tr("%1 written to %2", "12 lines, file").arg(countLines(count), file));
            else
                m_prompter.tell(this, tr("Export"), tr("%1 cannot be written.").arg(file), trouble);
        });
}

} // namespace postern::ui
