// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/form_page.h"

#include <QVBoxLayout>

namespace postern::ui {

FormPage::FormPage(const QString& id, const QString& title)
    : m_id(id)
    , m_title(title)
    , m_form(new Form(this))
{
    setObjectName(QStringLiteral("page.") + id);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_form);
}

} // namespace postern::ui
