// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/mechanisms_edit.h"

#include "ui/text/translate.h"

#include <QCheckBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::ui {

namespace {

bool holds(const std::vector<std::string>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

} // namespace

MechanismsEdit::MechanismsEdit(QWidget* parent)
    : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    const auto add = [this, layout](const char* name, const QString& text) {
        auto* box = new QCheckBox(text, this);
        box->setObjectName(QString::fromLatin1(name));
        layout->addWidget(box);
        m_boxes.push_back(box);
        connect(box, &QCheckBox::toggled, this, &MechanismsEdit::edited);
    };
    add("PLAIN", tr("&PLAIN: every mail program has it"));
    add("LOGIN", tr("LO&GIN: the same for old programs"));
    add("SCRAM-SHA-256", tr("SCRAM-SHA-&256: the password itself never travels"));
    setFocusProxy(m_boxes.front());
}

void MechanismsEdit::setValue(const std::vector<std::string>& mechanisms)
{
    m_shown = mechanisms;
    for (QCheckBox* box : m_boxes) {
        const QSignalBlocker quiet(box);
        box->setChecked(holds(mechanisms, bytes(box->objectName())));
    }
}

std::vector<std::string> MechanismsEdit::value() const
{
    std::vector<std::string> mechanisms = m_shown;
    for (const QCheckBox* box : m_boxes) {
        const std::string name = bytes(box->objectName());
        if (!box->isChecked())
            std::erase(mechanisms, name);
        else if (!holds(mechanisms, name))
            mechanisms.push_back(name);
    }
    return mechanisms;
}

} // namespace postern::ui
