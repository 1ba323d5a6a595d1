// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/preview_table.h"

#include "ui/lists/background.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLocale>

#include <algorithm>
#include <array>

namespace postern::ui {

using Outcome = ImportedFile::Outcome;

namespace {

constexpr std::array outcomes{Outcome::Entry, Outcome::Inexact, Outcome::LeftOut, Outcome::Refused};

} // namespace

PreviewTable::PreviewTable(QWidget* parent)
    : QTableView(parent)
    , m_preview(new ImportPreview(this))
    , m_choice(new QComboBox(this))
{
    setObjectName(QStringLiteral("preview"));
    setAccessibleName(tr("What each line of the file becomes"));
    setModel(m_preview);
    setSelectionBehavior(SelectRows);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    horizontalHeader()->setHighlightSections(false);
    const int letter = fontMetrics().averageCharWidth();
    setColumnWidth(ImportPreview::Line, 10 * letter);
    setColumnWidth(ImportPreview::Text, 36 * letter);
    setColumnWidth(ImportPreview::Result, 30 * letter);
    horizontalHeader()->setStretchLastSection(true);
    m_choice->setObjectName(QStringLiteral("outcome"));
    m_choice->hide(); // until it is placed
    fillChoice();
    connect(m_choice, &QComboBox::activated, this, &PreviewTable::choose);
}

void PreviewTable::setFile(SharedFile file)
{
    SharedFile before = m_preview->file();
    m_preview->setFile(std::move(file));
    freeInBackground(std::move(before));
    fillChoice();
    choose();
}

void PreviewTable::showOnly(std::optional<Outcome> outcome)
{
    m_choice->setCurrentIndex(m_choice->findData(outcome ? int(*outcome) : -1));
    choose();
}

void PreviewTable::fillChoice()
{
    const int current = m_choice->currentIndex();
    m_choice->clear();
    const QLocale locale;
    m_choice->addItem(tr("everything (%1)").arg(locale.toString(qulonglong(file()->all.size()))), -1);
    for (const Outcome outcome : outcomes)
        m_choice->addItem(
            tr("%1 (%2)", "kind of line, how many")
                .arg(ImportPreview::outcomeText(outcome),
                     locale.toString(qulonglong(file()->byOutcome[std::size_t(outcome)].size()))),
            int(outcome));
    m_choice->setCurrentIndex(std::max(current, 0));
}

void PreviewTable::choose()
{
    const int outcome = m_choice->currentData().toInt();
    m_preview->setOutcome(outcome < 0 ? std::nullopt : std::optional(Outcome(outcome)));
}

} // namespace postern::ui
