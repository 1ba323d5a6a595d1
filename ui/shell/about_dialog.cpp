// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/about_dialog.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QIcon>
#include <QLabel>

namespace postern::ui {

AboutDialog::AboutDialog(QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("about"));
    setWindowTitle(tr("About Postern"));
    auto* mark = new QLabel(this);
    mark->setPixmap(QIcon(QStringLiteral(":/icons/postern.svg")).pixmap(QSize(72, 72), devicePixelRatioF()));
    mark->setAlignment(Qt::AlignTop);
    auto* name = new QLabel(tr("Postern %1").arg(QStringLiteral(POSTERN_VERSION)), this);
    QFont font = name->font();
    font.setPointSizeF(font.pointSizeF() * 1.5);
    font.setBold(true);
    name->setFont(font);
    auto* text = new QLabel(this);
    text->setObjectName(QStringLiteral("aboutText"));
    text->setAccessibleName(windowTitle());
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextBrowserInteraction);
    text->setOpenExternalLinks(true);
    text->setText(
        tr("<p>The gate of a mail server: it decides who may bring in or send mail, and says why.</p>"
           "<p>Free software under the <a href=\"https://www.gnu.org/licenses/gpl-3.0.html\">GNU General "
           "Public "
           "License</a>, version 3 or later. There is no warranty, to the extent that the law permits.</p>"
           "<p>Built with Qt %1, Asio, libsodium, libidn2 and SQLite.</p>")
            .arg(QString::fromLatin1(qVersion())));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QGridLayout(this);
    layout->setHorizontalSpacing(18);
    layout->addWidget(mark, 0, 0, 2, 1);
    layout->addWidget(name, 0, 1);
    layout->addWidget(text, 1, 1);
    layout->addWidget(buttons, 2, 0, 1, 2);
    layout->setColumnMinimumWidth(1, 380);
    layout->setSizeConstraint(QLayout::SetFixedSize);
}

} // namespace postern::ui
