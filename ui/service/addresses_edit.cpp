// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/addresses_edit.h"

#include "base/own_addresses.h"
#include "ui/forms/form.h"
#include "ui/forms/range_list_edit.h"
#include "ui/text/translate.h"

#include <QRadioButton>
#include <QVBoxLayout>

namespace postern::ui {

namespace {

std::vector<std::pair<std::string, QString>> proposals()
{
    std::vector<std::pair<std::string, QString>> lines;
    for (const OwnAddress& each : ownAddresses())
        lines.emplace_back(each.address.toString(), qt(each.interface));
    return lines;
}

} // namespace

AddressesEdit::AddressesEdit(QWidget* parent)
    : QWidget(parent)
    , m_all(new QRadioButton(tr("A&ll addresses of this computer (IPv4 and IPv6)"), this))
    , m_chosen(new QRadioButton(tr("&Only these:"), this))
    , m_list(new RangeListEdit(LineGrammar::ipAddresses(), this))
{
    m_all->setObjectName(QStringLiteral("addresses.all"));
    m_chosen->setObjectName(QStringLiteral("addresses.chosen"));
    m_list->setObjectName(QStringLiteral("addresses.list"));
    nameForReaders(m_list, tr("Addresses to listen on"));
    m_list->setProposals(proposals());
    m_list->hide();
    m_all->setChecked(true);
    setFocusProxy(m_all);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_all);
    layout->addWidget(m_chosen);
    layout->addWidget(m_list);
    connect(m_chosen, &QRadioButton::toggled, this, [this](bool chosen) {
        m_list->setVisible(chosen);
        Q_EMIT edited();
    });
    connect(m_list, &RangeListEdit::edited, this, &AddressesEdit::edited);
}

void AddressesEdit::setValue(const std::vector<std::string>& addresses)
{
    m_list->setValue(addresses);
    (addresses.empty() ? m_all : m_chosen)->setChecked(true);
}

std::vector<std::string> AddressesEdit::value() const
{
    return m_chosen->isChecked() ? m_list->value() : std::vector<std::string>();
}

bool AddressesEdit::lacksAddress() const
{
    return m_chosen->isChecked() && m_list->value().empty();
}

} // namespace postern::ui
