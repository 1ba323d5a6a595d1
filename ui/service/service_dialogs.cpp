// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/service_dialogs.h"

#include "model/validate.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::ui {

namespace {

QLabel* explanationLabel(const QString& text)
{
    auto* label = new QLabel(text);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

void addMissingFiles(const model::Service& from, model::Service& to)
{
    for (const model::Subscription& file : from.subscriptions) {
        const bool there =
            std::any_of(to.subscriptions.begin(), to.subscriptions.end(), [&](const auto& each) {
                return each.color == file.color && each.kind == file.kind && each.file == file.file;
            });
        if (!there)
            to.subscriptions.push_back(file);
    }
}

} // namespace

NewServiceDialog::NewServiceDialog(const QString& title, const QString& explanation,
                                   const model::Service& proposal, const model::Configuration& all,
                                   QWidget* parent)
    : QDialog(parent)
    , m_proposal(proposal)
    , m_all(all)
    , m_form(new Form(this))
    , m_message(new ProblemLabel(this))
    , m_binder([this] { showProblems(); })
{
    setObjectName(QStringLiteral("newService"));
    setWindowTitle(title);
    auto* name = new QLineEdit;
    auto* port = new QSpinBox;
    port->setRange(1, 65535);
    auto* enabled = new QCheckBox(tr("Runs, and &starts with the engine"));
    m_form->row(QStringLiteral("name"), tr("&Name:"), name);
    m_form->row(QStringLiteral("port"), tr("&Port:"), port);
    m_form->row(QStringLiteral("enabled"), enabled);
    m_binder.bind(name, &model::Service::name);
    m_binder.bind(port, &model::Service::port);
    m_binder.bind(enabled, &model::Service::enabled);
    m_binder.load(proposal);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &NewServiceDialog::acceptIfSound);
    connect(buttons, &QDialogButtonBox::rejected, this, &NewServiceDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(explanationLabel(explanation));
    layout->addWidget(m_form);
    layout->addWidget(m_message);
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 64);
    name->setFocus();
    name->selectAll();
    showProblems();
}

model::Service NewServiceDialog::value() const
{
    model::Service service = m_proposal;
    m_binder.write(service);
    return service;
}

bool NewServiceDialog::showProblems()
{
    const auto problems = model::validateAmong(value(), m_all);
    const auto homeless = m_form->problems().show(problems);
    if (homeless.empty())
        m_message->clear();
    else
        m_message->showProblem(worstOf(homeless), textOf(homeless));
    const int needed = layout() == nullptr ? 0 : layout()->totalHeightForWidth(width());
    if (isVisible() && needed > height())
        resize(width(), needed);
    return !problems.empty() && worstOf(problems) == model::Severity::Error;
}

void NewServiceDialog::acceptIfSound()
{
    if (!showProblems())
        return accept();
    if (QWidget* field = m_form->problems().firstField(model::Severity::Error))
        field->setFocus();
}

void copyParts(const PolicyParts& parts, const model::Service& from, model::Service& to)
{
    if (parts.lists)
        addMissingFiles(from, to);
    if (parts.access) {
        to.access = from.access;
        to.accessRanges = from.accessRanges;
    }
    if (parts.relaying)
        to.relay = from.relay;
    if (!parts.checks)
        return;
    to.exemptLan = from.exemptLan;
    to.exemptAuthenticated = from.exemptAuthenticated;
    to.answerAtRcpt = from.answerAtRcpt;
    to.checks = from.checks;
    // The modes that `from` has by its preset, not what the other's preset makes of them.
    for (const model::CheckInfo& info : model::checks()) {
        if (info.fixed || to.mode(info.check) == from.mode(info.check))
            continue;
        to.checks[info.check].mode = from.mode(info.check);
    }
}

CopyPolicyDialog::CopyPolicyDialog(const model::Service& from, const model::Configuration& all,
                                   QWidget* parent)
    : QDialog(parent)
    , m_binder([this] { updateButton(); })
    , m_targets(new QListWidget)
{
    setObjectName(QStringLiteral("copyPolicy"));
    setWindowTitle(tr("Copy Policy of %1").arg(qt(from.name)));
    auto* access = new QCheckBox(tr("&Access control"));
    auto* relaying = new QCheckBox(tr("&Relaying"));
    auto* checks = new QCheckBox(tr("C&hecks: their modes, replies, and who is exempt"));
    auto* lists =
        new QCheckBox(tr("&Lists: what the other service lacks is added to its black list and exceptions"));
    for (const model::Service& service : all.services) {
        if (service.id == from.id)
            continue;
        auto* item =
            new QListWidgetItem(tr("%1 (port %2)").arg(qt(service.name)).arg(service.port), m_targets);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
        item->setData(Qt::UserRole, qint64(service.id));
    }
    m_targets->setMinimumHeight(fontMetrics().height() * 5);

    auto* form = new Form;
    form->section(tr("What"));
    form->row(QStringLiteral("access"), access);
    form->row(QStringLiteral("relaying"), relaying);
    form->row(QStringLiteral("checks"), checks);
    form->row(QStringLiteral("lists"), lists);
    form->section(tr("Where to"));
    form->wide(QStringLiteral("targets"), tr("&Services:"), m_targets, true);
    form->note(tr("What these services have of the same is replaced; History can bring it back."));
    m_binder.bind(access, &PolicyParts::access);
    m_binder.bind(relaying, &PolicyParts::relaying);
    m_binder.bind(checks, &PolicyParts::checks);
    m_binder.bind(lists, &PolicyParts::lists);
    m_binder.load(PolicyParts());

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::AcceptRole);
    m_copy->setObjectName(QStringLiteral("copy"));
    connect(m_targets, &QListWidget::itemChanged, this, &CopyPolicyDialog::updateButton);
    connect(buttons, &QDialogButtonBox::accepted, this, &CopyPolicyDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &CopyPolicyDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(form, 1);
    layout->addWidget(buttons);
    updateButton();
}

PolicyParts CopyPolicyDialog::parts() const
{
    PolicyParts parts;
    m_binder.write(parts);
    return parts;
}

std::vector<model::Id> CopyPolicyDialog::targets() const
{
    std::vector<model::Id> ids;
    for (int row = 0; row < m_targets->count(); ++row) {
        if (m_targets->item(row)->checkState() == Qt::Checked)
            ids.push_back(m_targets->item(row)->data(Qt::UserRole).toLongLong());
    }
    return ids;
}

void CopyPolicyDialog::updateButton()
{
    m_copy->setEnabled(parts().any() && !targets().empty());
}

} // namespace postern::ui
