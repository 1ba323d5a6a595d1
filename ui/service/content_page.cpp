// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/content_page.h"

#include "policy/reply.h"
#include "ui/service/scanners_edit.h"
#include "ui/widgets/check_mode_box.h"

#include <QLabel>

namespace postern::ui {

namespace {

using model::Check;

constexpr auto modeField = "checks.message.spam";

std::string replyOf(const model::Service& service)
{
    const auto found = service.checks.find(Check::MessageSpam);
    return found == service.checks.end() ? std::string() : found->second.reply;
}

void setReply(model::Service& service, const std::string& reply)
{
    model::CheckSetting& setting = service.checks[Check::MessageSpam];
    setting.reply = reply;
    if (setting == model::CheckSetting())
        service.checks.erase(Check::MessageSpam);
}

// Whose mail the scanners do not see.
QString exemptText(const model::Service& service)
{
    if (service.exemptLan && service.exemptAuthenticated)
        return ContentPage::tr("Mail from the LAN and from clients that have logged in is not scanned (Black "
                               "Lists › Applies to).");
    if (service.exemptLan)
        return ContentPage::tr("Mail from the LAN is not scanned (Black Lists › Applies to).");
    if (service.exemptAuthenticated)
        return ContentPage::tr(
            "Mail from clients that have logged in is not scanned (Black Lists › Applies to).");
    return ContentPage::tr("All mail is scanned, also from the LAN and from clients that have logged in.");
}

} // namespace

ContentPage::ContentPage()
    : ServicePage(QStringLiteral("content"), tr("Content"))
    , m_mode(new CheckModeBox(Check::MessageSpam, tr("Refuse what &scanners take for spam")))
    , m_reply(new QLineEdit)
    , m_scanners(new ScannersEdit)
{
    m_reply->setPlaceholderText(qt(std::string(policy::defaultReplyText(Check::MessageSpam))));
    form().wide(QStringLiteral("scanners"), tr("Scan&ners that look at each message:"), m_scanners);
    form().note(
        tr("All of them are asked at once, when the message has come and before it is accepted. Their "
           "points are added; 100 refuse it. A scanner that does not answer refuses nothing by "
           "itself, unless it is set so."));
    m_exempt = form().note(QString());
    m_exempt->setObjectName(QStringLiteral("scanners.exempt"));
    form().section(tr("A message with 100 points"));
    form().plain(m_mode);
    form().mention(QLatin1String(modeField), m_mode->text());
    form().row(QLatin1String(checkField) + QStringLiteral(".reply"), tr("Is to&ld:"), m_reply);
    form().note(tr("Where neither the scanner has a reply of its own nor its settings do. Monitor counts and "
                   "logs what would be refused, and refuses nothing; header fields are added all the same."));

    binder().bind(m_scanners, &model::Service::scanners);
    connect(m_mode, &CheckModeBox::edited, this, &ContentPage::edited);
    connect(m_reply, &QLineEdit::textEdited, this, &ContentPage::edited);
    connect(m_scanners, &ScannersEdit::testWanted, this, &ContentPage::testWanted);
}

QWidget* ContentPage::reveal(const QString& field)
{
    return field == QLatin1String(modeField) ? m_mode : ServicePage::reveal(field);
}

void ContentPage::load(const model::Service& service)
{
    ServicePage::load(service);
    m_mode->load(service);
    m_reply->setText(qt(replyOf(service)));
}

// What is stored though it is the default stays stored until it is changed.
void ContentPage::writeCheck(model::Service& service) const
{
    if (m_mode->value() != service.mode(Check::MessageSpam))
        m_mode->write(service);
    const std::string reply = bytes(m_reply->text().trimmed());
    if (reply != replyOf(service))
        setReply(service, reply);
}

void ContentPage::write(model::Service& service) const
{
    ServicePage::write(service);
    writeCheck(service);
}

void ContentPage::writeChanges(model::Service& service, const model::Service& loaded) const
{
    ServicePage::writeChanges(service, loaded);
    model::Service now = loaded;
    writeCheck(now);
    if (now.mode(Check::MessageSpam) != loaded.mode(Check::MessageSpam))
        m_mode->write(service);
    if (replyOf(now) != replyOf(loaded))
        setReply(service, replyOf(now));
}

void ContentPage::follow(const model::Service& service, const model::Configuration& /*all*/)
{
    m_scanners->setService(service);
    m_exempt->setText(exemptText(service));
}

} // namespace postern::ui
