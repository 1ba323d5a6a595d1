// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/scanner_dialog.h"

#include "model/problems.h"
#include "model/scanner.h"
#include "ui/forms/problems.h"
#include "ui/forms/range_list_edit.h"
#include "ui/forms/size_edit.h"
#include "ui/service/number_box.h"
#include "ui/service/scanners_edit.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace postern::ui {

namespace {

constexpr int mostPoints = 1000;
constexpr int longestTimeout = 600;
constexpr int exceptionRows = 4;

QString exampleOf(model::ScannerKind kind)
{
    switch (kind) {
    case model::ScannerKind::Spamd:
        return QStringLiteral("127.0.0.1:783");
    case model::ScannerKind::Rspamd:
        return QStringLiteral("127.0.0.1:11333");
    case model::ScannerKind::Milter:
        return QStringLiteral("/run/clamav/clamav-milter.ctl");
    }
    return {};
}

} // namespace

ScannerDialog::ScannerDialog(const model::Scanner& scanner, std::vector<model::Scanner> others,
                             const model::Service& service, QWidget* parent)
    : QDialog(parent)
    , m_scanner(scanner)
    , m_service(service)
    , m_form(new Form(this))
    , m_binder([this] { update(); })
    , m_kind(new QComboBox)
    , m_address(new QLineEdit)
    , m_exceptions(new RangeListEdit(LineGrammar::senders()))
    , m_warning(new ProblemLabel)
    , m_wrong(new ProblemLabel)
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    m_service.scanners = std::move(others);
    setObjectName(QStringLiteral("scannerDialog"));
    setWindowTitle(tr("Scanner"));
    addFields();
    addExceptions();
    m_wrong->setObjectName(QStringLiteral("wrong"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_form, 1);
    layout->addWidget(m_wrong);
    layout->addWidget(m_buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 88);
    m_binder.load(scanner);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    update();
    m_address->setFocus();
}

void ScannerDialog::addFields()
{
    using model::Scanner;
    for (const auto kind :
         {model::ScannerKind::Spamd, model::ScannerKind::Rspamd, model::ScannerKind::Milter})
        addChoice(*m_kind, kind, kindText(kind));
    auto* points = numberBox(0, mostPoints);
    auto* timeout = numberBox(1, longestTimeout, tr(" s"));
    auto* failure = new QComboBox;
    addChoice(*failure, model::ScannerFailure::Accept, tr("mail goes on without it"));
    addChoice(*failure, model::ScannerFailure::Defer, tr("the sender is asked to try again (451)"));
    auto* size = new SizeEdit;
    auto* header = new QLineEdit;
    header->setPlaceholderText(tr("none, or a name like X-Spam-Status"));
    header->setToolTip(
        tr("A field of this name is added with the verdict; from outside, none of that name is "
           "let in."));
    auto* rejectText = new QLineEdit;
    rejectText->setPlaceholderText(tr("what the scanner says, or the check"));
    rejectText->setToolTip(tr("May hold {address}, {client}, {helo}, {check}, {score} and {reference}."));
    m_form->row(QStringLiteral("kind"), tr("&Kind:"), m_kind);
    m_form->row(QStringLiteral("address"), tr("&Address:"), m_address);
    m_form->row(QStringLiteral("points"), tr("&Points:"), points);
    m_form->note(
        tr("So much its own verdict “spam” counts; a score below its threshold counts in proportion. "
           "The points of all scanners are added; 100 refuse the message."));
    m_form->row(QStringLiteral("timeout_seconds"), tr("Wa&its for an answer:"), timeout);
    m_form->row(QStringLiteral("on_failure"), tr("If it &fails:"), failure);
    m_form->row(QStringLiteral("size_limit"), tr("&Does not scan beyond:"), size);
    m_form->row(QStringLiteral("header"), tr("&Header field:"), header);
    m_form->row(QStringLiteral("reject_text"), tr("Rep&ly:"), rejectText);
    m_binder.bind(m_kind, &Scanner::kind);
    m_binder.bind(m_address, &Scanner::address);
    m_binder.bind(points, &Scanner::points);
    m_binder.bind(timeout, &Scanner::timeoutSeconds);
    m_binder.bind(failure, &Scanner::onFailure);
    m_binder.bind(size, &Scanner::sizeLimit);
    m_binder.bind(header, &Scanner::header);
    m_binder.bind(rejectText, &Scanner::rejectText);
}

void ScannerDialog::addExceptions()
{
    m_exceptions->setMinimumHeight(exceptionRows * (fontMetrics().height() + 6));
    m_warning->setObjectName(QStringLiteral("exceptionWarning"));
    m_form->wide(QStringLiteral("sender_exceptions"), tr("&Senders that it does not scan:"), m_exceptions,
                 true);
    m_form->note(tr("They skip this scanner only. “%1” and “%2” hold for them all the same, and must stay on "
                    "just then: anybody can write a sender, and a forged one would come in unscanned.")
                     .arg(translate(model::info(model::Check::SenderClaimsLocal).title),
                          translate(model::info(model::Check::HeloLocal).title)));
    m_form->plain(m_warning);
    m_binder.bind(m_exceptions, &model::Scanner::senderExceptions);
}

model::Scanner ScannerDialog::value() const
{
    model::Scanner scanner = m_scanner;
    m_binder.write(scanner);
    return scanner;
}

std::vector<model::Problem> ScannerDialog::problems() const
{
    model::Service service = m_service;
    service.scanners = {value()}; // what is wrong with others is not said here
    model::Problems problems;
    model::checkScanners(problems, service);
    for (const model::Scanner& other : m_service.scanners) {
        if (other.address == service.scanners[0].address)
            problems.error("scanners", POSTERN_TEXT("server", "the scanner %1 stands here twice"),
                           {other.address});
    }
    return problems.take();
}

void ScannerDialog::update()
{
    std::vector<model::Problem> errors, warnings;
    for (model::Problem& problem : problems())
        (problem.severity == model::Severity::Error ? errors : warnings).push_back(std::move(problem));
    m_address->setPlaceholderText(exampleOf(value().kind));
    m_warning->clear();
    if (!warnings.empty())
        m_warning->showProblem(model::Severity::Warning, textOf(warnings));
    m_wrong->clear();
    if (m_address->text().trimmed().isEmpty())
        m_wrong->showProblem(model::Severity::Error, tr("Write the address where the scanner listens."));
    else if (!errors.empty())
        m_wrong->showProblem(model::Severity::Error, textOf(errors));
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(errors.empty());
    const int needed = layout() == nullptr ? 0 : layout()->totalHeightForWidth(width());
    if (isVisible() && needed > height())
        resize(width(), needed);
}

} // namespace postern::ui
