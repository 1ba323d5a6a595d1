// SPDX-License-Identifier: GPL-3.0-or-later
// Import and export of a list.
#include "model/list_export.h"
#include "ui/lists/background.h"
#include "ui/lists/import_assistant.h"
#include "ui/lists/list_page.h"
#include "ui/lists/list_text.h"
#include "ui/text/translate.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace postern::ui {

namespace {

// Larger files take a moment, so the assistant reads them, and shows how far it is.
constexpr qint64 readAtOnce = 4 * 1024 * 1024;

// Plain text in which nothing is wrong or doubtful needs no questions.
bool isPlain(const ImportedFile& file)
{
    return file.format == model::ListFormat::Text && file.import.refused.empty() && !file.orderMatters;
}

std::vector<ListRow> rowsOf(const ImportedFile& file, const model::ListEntry& like)
{
    std::vector<ListRow> rows;
    rows.reserve(file.import.entries.size());
    for (const model::ListEntry& read : file.import.entries) {
        ListRow row{.entry = read, .invalid = {}, .wrongExpiry = {}};
        row.entry.service = like.service;
        row.entry.author = like.author;
        row.entry.created = like.created;
        rows.push_back(std::move(row));
    }
    return rows;
}

// By the name that was chosen, as the file dialog offers them.
model::ListFormat formatOf(const QString& name, model::ListKind kind)
{
    const QString ending = QFileInfo(name).suffix().toLower();
    if (ending == u"csv")
        return model::ListFormat::Csv;
    if (ending == u"cidr" && kind == model::ListKind::Ip)
        return model::ListFormat::PostfixCidr;
    return ending == u"map" ? model::ListFormat::PostfixAccess : model::ListFormat::Text;
}

struct Exported {
    QString trouble; // with the file
    QStringList omitted;
};

Exported writeFile(const QString& name, const SharedRows& rows, model::ListKind kind)
{
    const model::ListFormat format = formatOf(name, kind);
    Exported exported;
    std::string text;
    if (format == model::ListFormat::Text) {
        text = writeLines(rows); // those that are wrong, too: nothing is lost
    } else {
        std::vector<model::ListEntry> entries;
        entries.reserve(rows.size());
        for (const SharedRow& row : rows) {
            ListRow line = row.value();
            if (line.invalid)
                exported.omitted += ListPage::tr("%1: is no valid line").arg(qt(*line.invalid));
            else
                entries.push_back(std::move(line.entry));
        }
        model::ListExport made = model::exportList(format, kind, entries);
        for (const auto& each : made.omitted)
            exported.omitted += ListPage::tr("%1: %2").arg(qt(each.pattern), translatedWhat(each.reason));
        text = std::move(made.text);
    }
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), qint64(text.size())) < 0 ||
        !file.commit())
        exported.trouble = file.errorString();
    return exported;
}

} // namespace

void ListPage::import()
{
    const QString file = askForFile();
    if (!file.isEmpty())
        importFile(file);
}

void ListPage::importWithPreview()
{
    const QString file = askForFile();
    if (!file.isEmpty())
        preview(file, nullptr);
}

QString ListPage::askForFile()
{
    return m_prompter.openFile(this, tr("Import"),
                               tr("Lists (*.txt *.csv *.tsv *.cidr *.map);;All files (*)"));
}

void ListPage::importFile(const QString& file)
{
    if (QFileInfo(file).size() > readAtOnce)
        return preview(file, nullptr);
    say(tr("Reading %1…").arg(file));
    inBackground(
        this,
        [file, color = m_model->color(), kind = m_model->kind()] {
            return ImportJob::readNow(file, color, kind);
        },
        [this, file](const SharedFile& read) {
            say({});
            if (!read->trouble.isEmpty())
                m_prompter.tell(this, tr("Import"), tr("%1 cannot be read.").arg(file), read->trouble);
            else if (isPlain(*read))
                takeImport(file, read);
            else
                preview(file, read);
        });
}

void ListPage::preview(const QString& file, const SharedFile& read)
{
    ImportAssistant assistant(file, read, m_model->color(), m_model->kind(), m_prompter, this);
    if (assistant.exec() == QDialog::Accepted)
        takeImport(file, assistant.file());
}

void ListPage::takeImport(const QString& file, const SharedFile& read)
{
    if (read->import.entries.empty()) {
        say(tr("There is no line in %1").arg(file));
        return;
    }
    addLines([read, like = m_model->blank(m_author)] { return rowsOf(*read, like); }, tr("Import"));
}

void ListPage::exportLines()
{
    QStringList formats{tr("Text, one entry a line (*.txt)"), tr("Table with all columns (*.csv)"),
                        tr("Postfix access map (*.map)")};
    if (m_model->kind() == model::ListKind::Ip)
        formats += tr("Postfix CIDR map (*.cidr)");
    formats += tr("All files (*)");
    const QString file =
        m_prompter.saveFile(this, tr("Export"), QStringLiteral("list"), formats.join(QStringLiteral(";;")));
    if (!file.isEmpty())
        exportFile(file);
}

void ListPage::exportFile(const QString& file)
{
    inBackground(
        this,
        [file, rows = m_model->draft().rows(), kind = m_model->kind()] {
            return writeFile(file, rows, kind);
        },
        [this, file, count = m_model->draft().size()](const Exported& exported) {
            const int written = count - int(exported.omitted.size());
            if (!exported.trouble.isEmpty())
                m_prompter.tell(this, tr("Export"), tr("%1 cannot be written.").arg(file), exported.trouble);
            else if (!exported.omitted.isEmpty())
                m_prompter.tell(
                    this, tr("Export"),
                    tr("%n entries were left out of %1, because its format has no words for them.", nullptr,
                       int(exported.omitted.size()))
                        .arg(file),
                    exported.omitted.join(u'\n'));
            else
                say(tr("%1 written to %2", "12 lines, file").arg(countLines(written), file));
        });
}

} // namespace postern::ui
