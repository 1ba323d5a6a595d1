// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/size_edit.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <limits>

namespace postern::ui {

SizeEdit::SizeEdit(QWidget* parent)
    : QWidget(parent)
    , m_number(new QSpinBox(this))
    , m_unit(new QComboBox(this))
{
    m_number->setObjectName(QStringLiteral("number"));
    m_number->setRange(0, std::numeric_limits<int>::max());
    m_number->setSpecialValueText(tr("no limit"));
    m_number->setGroupSeparatorShown(true);
    m_unit->setObjectName(QStringLiteral("unit"));
    m_unit->addItem(tr("bytes"), 1);
    m_unit->addItem(tr("KiB"), 1 << 10);
    m_unit->addItem(tr("MiB"), 1 << 20);
    m_unit->addItem(tr("GiB"), 1 << 30);
    m_unit->setAccessibleName(tr("Unit"));
    setFocusProxy(m_number);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_number);
    layout->addWidget(m_unit);
    layout->addStretch();
    connect(m_number, &QSpinBox::valueChanged, this, &SizeEdit::edited);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &SizeEdit::edited);
}

void SizeEdit::setValue(std::int64_t bytes)
{
    const QSignalBlocker number(m_number);
    const QSignalBlocker unit(m_unit);
    int best = bytes == 0 ? 2 : 0;
    for (int i = 1; bytes != 0 && i < m_unit->count(); ++i) {
        if (bytes % m_unit->itemData(i).toLongLong() == 0)
            best = i;
    }
    const auto fits = [this, bytes](int i) {
        return bytes / m_unit->itemData(i).toLongLong() <= m_number->maximum();
    };
    while (best + 1 < m_unit->count() && !fits(best))
        ++best;
    m_unit->setCurrentIndex(best);
    m_number->setValue(
        int(std::min<std::int64_t>(bytes / m_unit->itemData(best).toLongLong(), m_number->maximum())));
}

std::int64_t SizeEdit::value() const
{
    return m_number->value() * m_unit->currentData().toLongLong();
}

} // namespace postern::ui
