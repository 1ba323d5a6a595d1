// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/import_assistant.h"

#include "ui/forms/prompter.h"
#include "ui/lists/background.h"
#include "ui/lists/list_row.h"
#include "ui/lists/preview_table.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

namespace postern::ui {

using model::ListFormat;

namespace {

QString hintText(const ImportedFile& file)
{
    switch (file.format) {
    case ListFormat::Text:
        return file.orderMatters
                   ? ImportAssistant::tr(
                         "The order of lines means nothing here. If this list comes from Mailtraq, "
                         "where it does, choose that format: some lines would mean something else.")
                   : ImportAssistant::tr("What stands behind # is the comment of a line.");
    case ListFormat::Csv:
        return ImportAssistant::tr(
            "The columns pattern, comment, expires, enabled, list, kind, only_when and "
            "only_from are read.");
    case ListFormat::PostfixAccess:
        return ImportAssistant::tr(
            "REJECT belongs into the Black List, OK into the Exceptions; what goes into the "
            "other list takes out of this one where it must.");
    case ListFormat::PostfixCidr:
        return ImportAssistant::tr(
            "There the first line that matches decides, here the narrowest range: lines are "
            "put so that every address has the same answer.");
    case ListFormat::PostfixRegexp:
        return ImportAssistant::tr("Regular expressions cannot become patterns.");
    case ListFormat::Mailtraq:
        return ImportAssistant::tr(
            "There the last line that matches decides, here the most specific one. Where "
            "that is another one, the line is marked, with an address that shows it.");
    }
    return {};
}

QString writeFile(const QString& name, const std::string& text)
{
    QSaveFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), qint64(text.size())) < 0 ||
        !file.commit())
        return file.errorString();
    return {};
}

} // namespace

QString formatText(ListFormat format)
{
    switch (format) {
    case ListFormat::Text:
        return ImportAssistant::tr("Plain text, a pattern a line");
    case ListFormat::Csv:
        return ImportAssistant::tr("CSV with a header");
    case ListFormat::PostfixAccess:
        return ImportAssistant::tr("Postfix access map");
    case ListFormat::PostfixCidr:
        return ImportAssistant::tr("Postfix cidr map");
    case ListFormat::PostfixRegexp:
        return ImportAssistant::tr("Postfix regexp or pcre map");
    case ListFormat::Mailtraq:
        return ImportAssistant::tr("Mailtraq list, the last match decides");
    }
    return {};
}

ImportAssistant::ImportAssistant(const QString& file, const SharedFile& read, model::ListColor color,
                                 model::ListKind kind, Prompter& prompter, QWidget* parent)
    : QDialog(parent)
    , m_name(file)
    , m_prompter(prompter)
    , m_job(new ImportJob(color, kind, this))
    , m_format(new QComboBox)
    , m_hint(new QLabel)
    , m_summary(new QLabel)
    , m_table(new PreviewTable)
    , m_progress(new QProgressBar)
    , m_rest(new QCheckBox)
    , m_save(new QPushButton(tr("&Save the Refused Lines…")))
{
    setObjectName(QStringLiteral("importAssistant"));
    setWindowTitle(tr("Import — %1", "file").arg(QFileInfo(file).fileName()));
    makeWidgets();
    connect(m_job, &ImportJob::finished, this, &ImportAssistant::showFile);
    connect(m_job, &ImportJob::progressed, m_progress, &QProgressBar::setValue);
    connect(m_format, &QComboBox::activated, this, &ImportAssistant::chooseFormat);
    connect(m_rest, &QCheckBox::toggled, this, &ImportAssistant::update);
    connect(m_save, &QPushButton::clicked, this, &ImportAssistant::saveRefused);
    connect(this, &QDialog::finished, m_job, &ImportJob::cancel);
    fillFormats();
    if (read) {
        showFile(read);
    } else {
        m_job->read(file);
        update();
    }
}

void ImportAssistant::makeWidgets()
{
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(makeTop());
    layout->addWidget(m_table, 1);
    layout->addWidget(makeBottom());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_take = buttons->addButton(tr("&Add to the List"), QDialogButtonBox::AcceptRole);
    m_take->setObjectName(QStringLiteral("take"));
    m_take->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 150, fontMetrics().height() * 34);
}

QWidget* ImportAssistant::makeTop()
{
    m_format->setObjectName(QStringLiteral("format"));
    m_hint->setObjectName(QStringLiteral("hint"));
    m_hint->setWordWrap(true);
    auto* formatLabel = new QLabel(tr("&Format:"));
    formatLabel->setBuddy(m_format);
    auto* outcomeLabel = new QLabel(tr("S&how:"));
    outcomeLabel->setBuddy(m_table->choice());
    m_table->choice()->show();
    auto* top = new QWidget;
    auto* row = new QHBoxLayout;
    row->addWidget(formatLabel);
    row->addWidget(m_format, 1);
    row->addSpacing(fontMetrics().height());
    row->addWidget(outcomeLabel);
    row->addWidget(m_table->choice(), 1);
    auto* layout = new QVBoxLayout(top);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(row);
    layout->addWidget(m_hint);
    return top;
}

QWidget* ImportAssistant::makeBottom()
{
    m_summary->setObjectName(QStringLiteral("summary"));
    m_summary->setWordWrap(true);
    m_progress->setObjectName(QStringLiteral("progress"));
    m_progress->setAccessibleName(tr("How much of the file is read"));
    m_rest->setObjectName(QStringLiteral("rest"));
    m_save->setObjectName(QStringLiteral("saveRefused"));
    m_save->setAutoDefault(false);
    auto* bottom = new QWidget;
    auto* row = new QHBoxLayout;
    row->addWidget(m_rest, 1);
    row->addWidget(m_save);
    auto* layout = new QVBoxLayout(bottom);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_progress);
    layout->addWidget(m_summary);
    layout->addLayout(row);
    return bottom;
}

const SharedFile& ImportAssistant::file() const
{
    return m_table->file();
}

void ImportAssistant::fillFormats()
{
    for (const ListFormat format : {ListFormat::Text, ListFormat::Csv, ListFormat::PostfixAccess,
                                    ListFormat::PostfixCidr, ListFormat::PostfixRegexp, ListFormat::Mailtraq})
        m_format->addItem(formatText(format), int(format));
}

void ImportAssistant::showFile(const SharedFile& read)
{
    if (!read->trouble.isEmpty()) {
        m_prompter.tell(this, tr("Import"), tr("%1 cannot be read.").arg(m_name), read->trouble);
        return reject();
    }
    m_table->setFile(read);
    m_format->setCurrentIndex(m_format->findData(int(read->format)));
    m_hint->setText(hintText(*read));
    m_rest->setChecked(false);
    update();
}

void ImportAssistant::chooseFormat()
{
    const auto format = ListFormat(m_format->currentData().toInt());
    if (format == file()->format)
        return;
    m_job->readAs(file(), format);
    update();
}

void ImportAssistant::saveRefused()
{
    const QString name = m_prompter.saveFile(
        this, tr("Save the Refused Lines"), QStringLiteral("refused.txt"), tr("Text (*.txt);;All files (*)"));
    if (name.isEmpty())
        return;
    inBackground(
        this, [name, read = file()] { return writeFile(name, model::writeRefused(read->import)); },
        [this, name](const QString& trouble) {
            if (!trouble.isEmpty())
                m_prompter.tell(this, tr("Import"), tr("%1 cannot be written.").arg(name), trouble);
        });
}

QString ImportAssistant::summary() const
{
    const model::ListImport& import = file()->import;
    if (m_job->busy())
        return tr("Reading %1…").arg(m_name);
    QStringList parts{tr("%1 for the list", "12 lines").arg(countLines(int(import.entries.size())))};
    if (import.repeated > 0)
        parts << tr("%1 in the file twice", "12 lines").arg(countLines(int(import.repeated)));
    if (!import.inexact.empty())
        parts << tr("%1 not just the same", "12 lines").arg(countLines(int(import.inexact.size())));
    if (!import.needless.empty())
        parts << tr("%1 not needed", "12 lines").arg(countLines(int(import.needless.size())));
    if (!import.refused.empty())
        parts << tr("%1 refused", "12 lines").arg(countLines(int(import.refused.size())));
    return parts.join(QStringLiteral(", ")) +
           tr(". Nothing is saved before you press OK or Apply in the list.", "follows a list of numbers");
}

void ImportAssistant::update()
{
    const bool busy = m_job->busy();
    const auto& import = file()->import;
    const bool refused = !busy && !import.refused.empty();
    m_progress->setVisible(busy);
    m_table->setEnabled(!busy);
    m_format->setEnabled(!busy);
    m_table->choice()->setEnabled(!busy);
    m_summary->setText(summary());
    m_rest->setVisible(refused);
    m_rest->setText(import.refused.size() == 1
                        ? tr("&Take the rest, without the line that is refused")
                        : tr("&Take the rest, without the %1 that are refused", "12 lines")
                              .arg(countLines(int(import.refused.size()))));
    m_save->setVisible(refused);
    m_take->setEnabled(!busy && !import.entries.empty() && (!refused || m_rest->isChecked()));
}

} // namespace postern::ui
