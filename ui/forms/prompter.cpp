// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/prompter.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>

namespace postern::ui {

namespace {

QMessageBox::Icon icon(Prompter::Tone tone)
{
    switch (tone) {
    case Prompter::Tone::Question:
        return QMessageBox::Question;
    case Prompter::Tone::Information:
        return QMessageBox::Information;
    case Prompter::Tone::Warning:
        return QMessageBox::Warning;
    case Prompter::Tone::Error:
        return QMessageBox::Critical;
    }
    return QMessageBox::NoIcon;
}

// The place of a button in the platform's order: what is done, what is done otherwise, what cancels.
QMessageBox::ButtonRole role(int index, int count)
{
    if (count > 1 && index == count - 1)
        return QMessageBox::RejectRole;
    return index == 0 ? QMessageBox::AcceptRole : QMessageBox::DestructiveRole;
}

} // namespace

bool Prompter::confirm(QWidget* parent, const QString& title, const QString& text, const QString& detail,
                       const QString& action)
{
    return ask(parent, {title,
                        text,
                        detail,
                        {action, QCoreApplication::translate("Prompter", "Cancel")},
                        Tone::Warning}) == 0;
}

void Prompter::tell(QWidget* parent, const QString& title, const QString& text, const QString& detail,
                    Tone tone)
{
    ask(parent, {title, text, detail, {QCoreApplication::translate("Prompter", "OK")}, tone});
}

int DialogPrompter::ask(QWidget* parent, const Question& question)
{
    QMessageBox box(icon(question.tone), question.title, question.text, QMessageBox::NoButton, parent);
    box.setTextFormat(Qt::PlainText); // names and addresses come from others
    box.setInformativeText(question.detail);
    const int count = int(question.answers.size());
    QList<QPushButton*> buttons;
    for (int i = 0; i < count; ++i)
        buttons.append(box.addButton(question.answers[i], role(i, count)));
    if (!buttons.isEmpty()) {
        box.setEscapeButton(buttons.last());
        // What may lose something is not one careless Enter away.
        box.setDefaultButton(question.tone == Tone::Warning ? buttons.last() : buttons.first());
    }
    box.exec();
    const int answer = int(buttons.indexOf(qobject_cast<QPushButton*>(box.clickedButton())));
    return answer < 0 ? count - 1 : answer;
}

std::optional<QString> DialogPrompter::askText(QWidget* parent, const QString& title, const QString& label,
                                               const QString& proposal)
{
    bool accepted = false;
    const QString text = QInputDialog::getText(parent, title, label, QLineEdit::Normal, proposal, &accepted);
    return accepted ? std::optional(text) : std::nullopt;
}

QString DialogPrompter::openFile(QWidget* parent, const QString& title, const QString& filter)
{
    return QFileDialog::getOpenFileName(parent, title, QString(), filter);
}

QString DialogPrompter::saveFile(QWidget* parent, const QString& title, const QString& proposal,
                                 const QString& filter)
{
    QFileDialog dialog(parent, title, QString(), filter);
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    dialog.selectFile(proposal);
    // Where no ending is typed, the first of the format that is chosen.
    const auto takeFormat = [&dialog](const QString& format) {
        static const QRegularExpression ending(QStringLiteral("\\(\\*\\.([A-Za-z0-9]+)"));
        dialog.setDefaultSuffix(ending.match(format).captured(1));
    };
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, takeFormat);
    takeFormat(dialog.selectedNameFilter());
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

QString DialogPrompter::openFolder(QWidget* parent, const QString& title, const QString& proposal)
{
    return QFileDialog::getExistingDirectory(parent, title, proposal);
}

} // namespace postern::ui
