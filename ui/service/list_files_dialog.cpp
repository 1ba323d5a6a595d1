// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/list_files_dialog.h"

#include "ui/data/store_client.h"
#include "ui/forms/form.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QVBoxLayout>

namespace postern::ui {

ListFilesDialog::ListFilesDialog(StoreClient& store, Prompter& prompter, model::Id service,
                                 const std::vector<ListFileRow>& files, const std::vector<ListFileRow>& saved,
                                 QWidget* parent)
    : QDialog(parent)
    , m_store(store)
    , m_edit(new ListFilesEdit(service, store.where(), prompter))
    , m_details(new QLabel)
{
    setObjectName(QStringLiteral("listFilesDialog"));
    setWindowTitle(tr("List Files"));
    nameForReaders(m_edit, tr("Files that lists take entries from"));
    m_details->setObjectName(QStringLiteral("details"));
    m_details->setWordWrap(true);
    m_details->setTextFormat(Qt::PlainText);
    m_details->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_details->setMinimumHeight(fontMetrics().lineSpacing() * 3);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_details);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 190, fontMetrics().height() * 24);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_edit, &ListFilesEdit::detailsChanged, this, &ListFilesDialog::showDetails);
    connect(m_edit, &ListFilesEdit::edited, this, &ListFilesDialog::showDetails);
    connect(&store, &StoreClient::changed, this, &ListFilesDialog::readStates);
    m_edit->setValue(files);
    m_edit->setSaved(saved);
    showDetails();
    readStates();
}

void ListFilesDialog::readStates()
{
    m_store.run(
        this, [](store::Store& store) { return store.listFiles(); },
        [this](const Result<std::vector<model::ListFileStatus>>& states) {
            if (states)
                m_edit->showStates(*states);
        });
}

void ListFilesDialog::showDetails()
{
    const QString details = m_edit->details();
    m_details->setText(
        !details.isEmpty()
            ? details
            : tr("The engine looks at the files every two seconds, and what has changed counts some seconds "
                 "later. Which files there are counts from when the properties of the service are applied."));
}

} // namespace postern::ui
