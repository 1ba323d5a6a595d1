// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/list_file_dialog.h"

#include "model/list_file.h"
#include "model/subscription.h"
#include "ui/forms/binder.h"
#include "ui/forms/form.h"
#include "ui/forms/prompter.h"
#include "ui/lists/import_assistant.h"
#include "ui/lists/preview_table.h"
#include "ui/text/translate.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace postern::ui {

using model::ListColor;
using model::ListKind;

namespace {

constexpr int delay = 300; // ms after the last key
constexpr int entriesShown = 6;

std::size_t entriesIn(const ImportedFile& file)
{
    return file.import.entries.size() + file.import.repeated;
}

QString number(std::size_t count)
{
    return QLocale().toString(qulonglong(count));
}

} // namespace

ListFileDialog::ListFileDialog(const ListFileRow& file, std::vector<ListFileRow> others, const QString& store,
                               Prompter& prompter, QWidget* parent)
    : QDialog(parent)
    , m_others(std::move(others))
    , m_store(bytes(store))
    , m_prompter(prompter)
    , m_file(new QLineEdit)
    , m_choose(new QPushButton(tr("&Choose…")))
    , m_kind(new QComboBox)
    , m_color(new QComboBox)
    , m_scope(new QComboBox)
    , m_enabled(new QCheckBox(tr("I&n use")))
    , m_found(new QLabel)
    , m_trouble(new ProblemLabel)
    , m_show(new QWidget)
    , m_preview(new PreviewTable)
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setObjectName(QStringLiteral("listFile"));
    setWindowTitle(tr("List File"));
    auto* form = new Form(this);
    fillForm(*form);
    m_found->setObjectName(QStringLiteral("found"));
    m_found->setWordWrap(true);
    m_trouble->setObjectName(QStringLiteral("trouble"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(form);
    layout->addWidget(m_found);
    layout->addWidget(m_trouble);
    layout->addWidget(makePreview(), 1);
    layout->addWidget(m_buttons);
    resize(fontMetrics().averageCharWidth() * 150, fontMetrics().height() * 36);

    m_file->setText(qt(file.file));
    binding::show(*m_kind, file.kind);
    binding::show(*m_color, file.color);
    m_scope->setCurrentIndex(file.shared ? 1 : 0);
    m_enabled->setChecked(file.enabled);
    connectAll();
    read();
    m_file->setFocus();
}

void ListFileDialog::fillForm(Form& form)
{
    m_file->setPlaceholderText(QStringLiteral("/srv/lists/drop.txt"));
    m_file->setMinimumWidth(fontMetrics().averageCharWidth() * 80); // of a whole path
    m_choose->setObjectName(QStringLiteral("chooseFile"));
    m_choose->setAutoDefault(false);
    addChoice(*m_kind, ListKind::Ip, tr("IP addresses"));
    addChoice(*m_kind, ListKind::Sender, tr("Senders"));
    addChoice(*m_kind, ListKind::Recipient, tr("Recipients"));
    addChoice(*m_kind, ListKind::Helo, tr("HELO hosts"));
    addChoice(*m_color, ListColor::Black, tr("Black List"));
    addChoice(*m_color, ListColor::White, tr("Exceptions (White List)"));
    m_scope->addItem(tr("This service"));
    m_scope->addItem(tr("All services"));
    form.row(QStringLiteral("file"), tr("&File:"), m_file, m_choose);
    form.note(tr("Plain text, a pattern a line as in the lists; behind # is a comment. The engine reads the "
                 "file by itself, and again when it has changed: it must be allowed to."));
    form.row(QStringLiteral("kind"), tr("&Its lines are:"), m_kind);
    form.row(QStringLiteral("color"), tr("They belong to the &list:"), m_color);
    form.row(QStringLiteral("scope"), tr("&Applies to:"), m_scope);
    form.row(QStringLiteral("enabled"), m_enabled);
}

QWidget* ListFileDialog::makePreview()
{
    auto* label = new QLabel(tr("S&how:"));
    label->setBuddy(m_preview->choice());
    auto* row = new QHBoxLayout(m_show);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(label);
    row->addWidget(m_preview->choice());
    m_preview->choice()->show();
    m_preview->choice()->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addStretch();
    // Why a line is refused must be read whole; the lines themselves are short.
    m_preview->setColumnWidth(ImportPreview::Text, fontMetrics().averageCharWidth() * 28);
    m_preview->setColumnWidth(ImportPreview::Result, fontMetrics().averageCharWidth() * 22);
    m_preview->setMinimumHeight(entriesShown * (fontMetrics().height() + 8));
    auto* whole = new QWidget;
    auto* layout = new QVBoxLayout(whole);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_show);
    layout->addWidget(m_preview, 1);
    return whole;
}

void ListFileDialog::connectAll()
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(delay);
    connect(&m_delay, &QTimer::timeout, this, &ListFileDialog::read);
    connect(m_choose, &QPushButton::clicked, this, &ListFileDialog::choose);
    connect(m_file, &QLineEdit::textChanged, this, &ListFileDialog::readSoon);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ListFileDialog::read);
    connect(m_color, &QComboBox::currentIndexChanged, this, &ListFileDialog::update);
    connect(m_scope, &QComboBox::currentIndexChanged, this, &ListFileDialog::update);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

ListFileRow ListFileDialog::value() const
{
    ListFileRow row;
    row.file = bytes(m_file->text().trimmed());
    binding::read(*m_kind, row.kind);
    binding::read(*m_color, row.color);
    row.shared = m_scope->currentIndex() == 1;
    row.enabled = m_enabled->isChecked();
    return row;
}

void ListFileDialog::choose()
{
    const QString file = m_prompter.openFile(this, tr("List File"),
                                             tr("Lists (*.txt *.list *.netset *.ipset);;All files (*)"));
    if (file.isEmpty())
        return;
    m_file->setText(file);
    read();
}

// What was read belongs to what stood there before.
void ListFileDialog::readSoon()
{
    m_job.reset();
    m_read.reset();
    m_delay.start();
    update();
}

void ListFileDialog::read()
{
    m_delay.stop();
    m_job.reset();
    m_read.reset();
    const ListFileRow row = value();
    if (!row.file.empty()) {
        m_percent = 0;
        m_job = std::make_unique<ImportJob>(row.color, row.kind);
        connect(m_job.get(), &ImportJob::finished, this, &ListFileDialog::showRead);
        connect(m_job.get(), &ImportJob::progressed, this, [this](int percent) {
            m_percent = percent;
            update();
        });
        m_job->readListFile(qt(model::pathOf(row.file, m_store)));
    }
    update();
}

void ListFileDialog::showRead(const SharedFile& file)
{
    m_job.release()->deleteLater(); // it is what tells this
    m_read = file;
    m_preview->setFile(file);
    m_preview->showOnly(file->import.refused.empty() ? std::nullopt
                                                     : std::optional(ImportedFile::Outcome::Refused));
    update();
}

QString ListFileDialog::wrong() const
{
    const ListFileRow row = value();
    std::vector<model::Subscription> all{row};
    for (const ListFileRow& other : m_others) {
        if (other.shared == row.shared)
            all.push_back(other);
    }
    model::Problems problems;
    model::checkSubscriptions(problems, all);
    for (const model::Problem& problem : problems.take()) {
        if (problem.severity == model::Severity::Error)
            return textOf({problem});
    }
    return {};
}

QString ListFileDialog::found() const
{
    if (m_file->text().trimmed().isEmpty())
        return tr("Choose the file. What its lines become is shown here before anything is saved.");
    if (!m_read)
        return m_percent == 0 ? tr("Reading…") : tr("Reading… %1 %").arg(m_percent);
    if (!m_read->trouble.isEmpty())
        return tr("Its lines count as soon as the engine can read the file.");
    const std::size_t entries = entriesIn(*m_read);
    const std::size_t refused = m_read->import.refused.size();
    if (entries == 0 && refused == 0)
        return tr("There is no entry in the file yet, only comments.");
    const QString count =
        entries == 1 ? tr("1 line becomes an entry.") : tr("%1 lines become entries.").arg(number(entries));
    const QString rest = refused == 1 ? tr("1 line is refused, and left out.")
                                      : tr("%1 lines are refused, and left out.").arg(number(refused));
    if (refused == 0)
        return count;
    return entries == 0 ? rest : count + u' ' + rest;
}

QString ListFileDialog::doubt() const
{
    if (!m_read)
        return {};
    if (!m_read->trouble.isEmpty())
        return tr("The file cannot be read here: %1.").arg(m_read->trouble);
    if (std::int64_t(entriesIn(*m_read)) > model::maxListFileLines)
        return tr("The file has more than %1 entries, so nothing of it would count. Split it.")
            .arg(number(std::size_t(model::maxListFileLines)));
    const bool nothing = entriesIn(*m_read) == 0 && !m_read->import.refused.empty();
    QStringList doubts;
    if (nothing)
        doubts << tr("No line of the file is an entry, so nothing of it would count.");
    if (m_read->otherFormat && !m_read->import.refused.empty())
        doubts << tr("It looks like another kind of file (%1). Import… in the list translates such a file.")
                      .arg(formatText(*m_read->otherFormat));
    else if (nothing)
        doubts << tr("It may be another kind of file, or its lines are not what is chosen above.");
    return doubts.join(u' ');
}

void ListFileDialog::update()
{
    const bool named = !m_file->text().trimmed().isEmpty();
    const QString mistake = named ? wrong() : QString();
    const QString doubtful = doubt();
    m_found->setText(found());
    if (!mistake.isEmpty())
        m_trouble->showProblem(model::Severity::Error, mistake);
    else if (!doubtful.isEmpty())
        m_trouble->showProblem(model::Severity::Warning, doubtful);
    else
        m_trouble->clear();
    const bool lines = m_read && !m_read->all.empty();
    m_show->setEnabled(lines);
    m_preview->setEnabled(lines);
    if (!m_read && !m_preview->file()->all.empty())
        m_preview->setFile(std::make_shared<ImportedFile>());
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(named && mistake.isEmpty() && m_read);
}

} // namespace postern::ui
