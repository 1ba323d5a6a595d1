// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/dns_list_dialog.h"

#include "base/domain_name.h"
#include "model/dns_list.h"
#include "ui/forms/binder.h"
#include "ui/forms/form.h"
#include "ui/text/translate.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace postern::ui {

namespace {

constexpr int answersColumn = 0;
constexpr int pointsColumn = 1;
constexpr int textColumn = 2;
constexpr int mostPoints = 1000;
constexpr int responsesShown = 5;

// A number that is none cannot be saved, and validate() says so.
int pointsIn(const QString& text)
{
    bool isNumber = false;
    const int points = text.trimmed().toInt(&isNumber);
    return isNumber ? points : -1;
}

} // namespace

DnsListDialog::DnsListDialog(const model::DnsList& list, std::vector<model::DnsList> others, QWidget* parent)
    : QDialog(parent)
    , m_list(list)
    , m_others(std::move(others))
    , m_zone(new QLineEdit)
    , m_kind(new QComboBox)
    , m_points(new QSpinBox)
    , m_responses(new QTreeWidget)
    , m_remove(new QPushButton(tr("&Remove")))
    , m_wrong(new QLabel)
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("DNS List"));
    m_zone->setPlaceholderText(QStringLiteral("zen.spamhaus.org"));
    m_kind->addItem(tr("Addresses of clients"), int(model::DnsListKind::Client));
    m_kind->addItem(tr("Domains: the HELO name and the sender's are looked up"),
                    int(model::DnsListKind::Domain));
    m_points->setRange(0, mostPoints);
    auto* form = new Form(this);
    form->row(QStringLiteral("zone"), tr("&Zone:"), m_zone);
    form->row(QStringLiteral("kind"), tr("&It lists:"), m_kind);
    form->row(QStringLiteral("points"), tr("&Points:"), m_points);
    form->note(tr("The points of all lists that have a client or its domains are added; 100 refuse it."));
    form->wide(QStringLiteral("responses"), tr("&Answers that count:"), responsesEdit(), true);
    form->note(tr("None: each answer counts, by the points above. Otherwise only the answers named here do; "
                  "write them like 127.0.0.2, 127.0.0.0/24 or 127.0.0.4-127.0.0.7. Without a text, the "
                  "client is told what the list says itself."));
    m_wrong->setObjectName(QStringLiteral("wrong"));
    m_wrong->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(form, 1);
    layout->addWidget(m_wrong);
    layout->addWidget(m_buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 84);

    m_zone->setText(qt(list.zone));
    m_kind->setCurrentIndex(m_kind->findData(int(list.kind)));
    m_points->setValue(list.points);
    for (const model::DnsListResponse& response : list.responses)
        append(response);
    connect(m_zone, &QLineEdit::textChanged, this, &DnsListDialog::update);
    connect(m_responses, &QTreeWidget::itemChanged, this, &DnsListDialog::update);
    connect(m_responses, &QTreeWidget::itemSelectionChanged, this, &DnsListDialog::update);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    update();
    m_zone->setFocus();
}

QWidget* DnsListDialog::responsesEdit()
{
    m_responses->setHeaderLabels({tr("Answers"), tr("Points"), tr("Text for the client")});
    m_responses->setRootIsDecorated(false);
    m_responses->setUniformRowHeights(true);
    m_responses->header()->setStretchLastSection(true);
    m_responses->header()->resizeSection(answersColumn, fontMetrics().averageCharWidth() * 30);
    m_responses->header()->resizeSection(pointsColumn, fontMetrics().averageCharWidth() * 10);
    m_responses->setMinimumHeight(m_responses->header()->sizeHint().height() +
                                  responsesShown * (fontMetrics().height() + 6));
    auto* add = new QPushButton(tr("A&dd"));
    add->setObjectName(QStringLiteral("addResponse"));
    add->setAutoDefault(false);
    m_remove->setObjectName(QStringLiteral("removeResponse"));
    m_remove->setAutoDefault(false);
    connect(add, &QPushButton::clicked, this, &DnsListDialog::addResponse);
    connect(m_remove, &QPushButton::clicked, this, &DnsListDialog::removeResponse);
    auto* buttons = new QVBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto* whole = new QWidget;
    whole->setFocusProxy(m_responses);
    auto* layout = new QHBoxLayout(whole);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_responses);
    layout->addLayout(buttons);
    return whole;
}

QTreeWidgetItem* DnsListDialog::append(const model::DnsListResponse& response)
{
    const QSignalBlocker quiet(m_responses);
    auto* item = new QTreeWidgetItem(
        m_responses, {qt(response.answers), QString::number(response.points), qt(response.text)});
    item->setFlags(item->flags() | Qt::ItemIsEditable);
    item->setTextAlignment(pointsColumn, Qt::AlignRight | Qt::AlignVCenter);
    return item;
}

void DnsListDialog::addResponse()
{
    QTreeWidgetItem* item = append({"127.0.0.2", m_points->value(), {}});
    m_responses->setCurrentItem(item);
    m_responses->editItem(item, answersColumn);
    update();
}

void DnsListDialog::removeResponse()
{
    qDeleteAll(m_responses->selectedItems());
    update();
}

model::DnsList DnsListDialog::value() const
{
    model::DnsList list = m_list;
    list.zone = bytes(m_zone->text().trimmed());
    if (auto normalized = normalizeDomain(list.zone))
        list.zone = std::move(*normalized);
    list.kind = model::DnsListKind(m_kind->currentData().toInt());
    list.points = m_points->value();
    list.responses.clear();
    for (int row = 0; row < m_responses->topLevelItemCount(); ++row) {
        const QTreeWidgetItem* item = m_responses->topLevelItem(row);
        list.responses.push_back({bytes(item->text(answersColumn).trimmed()),
                                  pointsIn(item->text(pointsColumn)),
                                  bytes(item->text(textColumn).trimmed())});
    }
    return list;
}

QString DnsListDialog::wrong() const
{
    if (m_zone->text().trimmed().isEmpty())
        return tr("Write the zone of the list, as its operator names it.");
    model::Service service;
    service.dnsLists = m_others;
    service.dnsLists.push_back(value());
    model::Problems problems;
    model::checkDnsLists(problems, service);
    for (const model::Problem& problem : problems.take()) {
        if (problem.severity == model::Severity::Error)
            return translate(problem.text);
    }
    return {};
}

void DnsListDialog::update()
{
    m_remove->setEnabled(!m_responses->selectedItems().isEmpty());
    const QString trouble = wrong();
    m_wrong->setText(trouble);
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, problemColor(model::Severity::Error, colors));
    m_wrong->setPalette(colors);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(trouble.isEmpty());
}

} // namespace postern::ui
