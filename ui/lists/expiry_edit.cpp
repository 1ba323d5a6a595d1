// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/expiry_edit.h"

#include <QDateTime>
#include <QLineEdit>
#include <QLocale>

namespace postern::ui {

namespace {

constexpr auto expiryFormat = "yyyy-MM-dd HH:mm";

Time toTime(const QDateTime& when)
{
    return fromMicros(when.toMSecsSinceEpoch() * 1000);
}

QDateTime parseDate(const QString& text)
{
    QDateTime when = QDateTime::fromString(text, QLatin1String(expiryFormat));
    if (!when.isValid())
        when = QDateTime::fromString(text, Qt::ISODate); // a date alone is its beginning
    if (!when.isValid())
        when = QLocale().toDateTime(text, QLocale::ShortFormat);
    if (!when.isValid())
        when = QLocale().toDate(text, QLocale::ShortFormat).startOfDay();
    return when.isValid() && when.date().year() >= 1970 && when.date().year() <= 9999 ? when : QDateTime();
}

} // namespace

ExpiryEdit::ExpiryEdit(QWidget* parent)
    : QComboBox(parent)
{
    setEditable(true);
    setInsertPolicy(NoInsert);
    setMinimumContentsLength(16);
    addItem(tr("never"), 0);
    addItem(tr("in 1 hour"), 3600);
    addItem(tr("in 1 day"), 86400);
    addItem(tr("in 1 week"), 7 * 86400);
    addItem(tr("in 30 days"), 30 * 86400);
    addItem(tr("in 1 year"), 365 * 86400);
    setToolTip(tr("Choose a time, or type a date like %1.").arg(QStringLiteral("2027-01-31 10:00")));
    // A choice becomes the moment that it means, so that it reads the same tomorrow.
    connect(this, &QComboBox::activated, this, [this] { setValue(value()); });
    connect(this, &QComboBox::currentTextChanged, this, &ExpiryEdit::edited);
}

void ExpiryEdit::setValue(std::optional<Time> expires, const std::optional<std::string>& typed)
{
    if (typed) {
        setCurrentIndex(-1);
        setEditText(QString::fromStdString(*typed));
        return;
    }
    if (!expires) {
        setCurrentIndex(0);
        setEditText(itemText(0));
        return;
    }
    setCurrentIndex(-1);
    setEditText(QDateTime::fromMSecsSinceEpoch(toMicros(*expires) / 1000).toString(QLatin1String(expiryFormat)));
}

std::optional<std::optional<Time>> ExpiryEdit::read() const
{
    const QString text = currentText().trimmed();
    const int choice = findText(text, Qt::MatchFixedString);
    if (choice == 0 || text.isEmpty())
        return std::optional<Time>();
    if (choice > 0)
        return std::optional(toTime(QDateTime::currentDateTime().addSecs(itemData(choice).toInt())));
    const QDateTime when = parseDate(text);
    if (!when.isValid())
        return std::nullopt;
    return std::optional(toTime(when));
}

} // namespace postern::ui
