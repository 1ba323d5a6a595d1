// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/import_report.h"

#include "ui/text/translate.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFileInfo>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace postern::ui {

ImportReport::ImportReport(const QString& file, const std::vector<WrongLine>& wrong, int good,
                           QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Import"));
    const int count = int(wrong.size());
    auto* summary = new QLabel(
        tr("%1 of %2 cannot be taken:", "12 lines, file").arg(countLines(count), QFileInfo(file).fileName()),
        this);
    summary->setWordWrap(true);
    auto* lines = new QPlainTextEdit(this);
    lines->setObjectName(QStringLiteral("wrongLines"));
    lines->setReadOnly(true);
    lines->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    lines->setAccessibleName(tr("Lines that cannot be taken"));
    summary->setBuddy(lines);
    QStringList texts;
    texts.reserve(count);
    for (const WrongLine& line : wrong)
        texts.append(
            tr("Line %1: %2 — %3", "number, text, reason").arg(line.line).arg(qt(line.text), line.reason));
    lines->setPlainText(texts.join(u'\n'));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    auto* take = buttons->addButton(good == 0 ? tr("Nothing Else to Take")
                                              : tr("&Take the Others: %1", "12 lines").arg(countLines(good)),
                                    QDialogButtonBox::AcceptRole);
    take->setObjectName(QStringLiteral("takeOthers"));
    take->setEnabled(good > 0);
    auto* copy = buttons->addButton(tr("&Copy This List"), QDialogButtonBox::ActionRole);
    buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
    connect(copy, &QPushButton::clicked, this,
            [texts] { QApplication::clipboard()->setText(texts.join(u'\n')); });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(summary);
    layout->addWidget(lines, 1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 22);
}

} // namespace postern::ui
