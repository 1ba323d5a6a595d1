// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/domain_name.h"
#include "base/password_hash.h"
#include "ui/data/store_client.h"
#include "ui/text/translate.h"
#include "ui/wizard/final_steps.h"

#include <QLabel>
#include <QWizard>

namespace postern::ui {

namespace {

// The first revision: nothing before, everything after.
Result<std::int64_t> saveFirst(store::Store& store, const WizardDraft& draft, const std::string& author)
{
    store::Edit edit;
    edit.author = author;
    edit.summary = "First set-up";
    auto before = store.configuration();
    if (!before)
        return failFrom(before);
    edit.before = std::move(*before);
    edit.after = draft.configuration;
    if (!draft.password.empty()) {
        auto kept = keepPassword(draft.password);
        if (!kept)
            return failFrom(kept);
        edit.after->mailboxes.front().passwordHash = std::move(kept->hash);
        edit.after->mailboxes.front().scramKeys = std::move(kept->scramKeys);
    }
    const auto done = store.commit(edit);
    if (done)
        return *done;
    if (const Error* error = std::get_if<Error>(&done.error()))
        return tl::unexpected(*error);
    return fail(ErrorKind::Conflict,
                POSTERN_TEXT("server", "Somebody else has set this server up in the meantime"), {},
                POSTERN_TEXT("server", "Close this assistant to see what is set"));
}

} // namespace

SummaryStep::SummaryStep(WizardDraft& draft, StoreClient& store)
    : WizardStep(draft, tr("Ready to set up"), tr("Nothing is saved yet. Go back to change something."))
    , m_store(store)
    , m_text(new QLabel)
{
    setCommitPage(true);
    setButtonText(QWizard::CommitButton, tr("&Set up"));
    m_text->setTextFormat(Qt::RichText);
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    form().wide(QStringLiteral("summary"), QString(), m_text);
    m_text->setAccessibleName(tr("What will be set up"));
}

void SummaryStep::load()
{
    const model::Configuration& configuration = draft().configuration;
    QString rows;
    const auto add = [&rows](const QString& what, const QString& value) {
        rows += QStringLiteral("<tr><td style='padding:3px 18px 3px 0'>%1</td><td style='padding:3px 0'>"
                               "<b>%2</b></td></tr>")
                    .arg(what, value.toHtmlEscaped());
    };
    add(tr("Host name"), qt(configuration.server.hostname));
    add(tr("Mail domain"), qt(displayDomain(configuration.domains.front().name)));
    QStringList lan;
    for (const std::string& range : configuration.server.lan)
        lan += qt(range);
    add(tr("LAN"), lan.isEmpty() ? tr("none: nobody may relay") : lan.join(QStringLiteral(", ")));
    QStringList certificates;
    for (const model::Certificate& each : draft().certificates)
        certificates += qt(each.certificate);
    add(tr("Certificate"), certificates.isEmpty() ? tr("made by the engine, signed by nobody")
                                                  : certificates.join(QStringLiteral(", ")));
    for (const model::Service& service : configuration.services)
        add(tr("Service"), tr("%1, port %2").arg(qt(service.name)).arg(service.port));
    const model::Mailbox& mailbox = configuration.mailboxes.front();
    add(tr("Mailbox"), qt(mailbox.address));
    add(tr("Maildir folder"), qt(mailbox.delivery).section(u':', 1));
    add(tr("Password"), draft().password.empty() ? tr("none yet") : tr("set"));
    m_text->setText(QStringLiteral("<table>%1</table>").arg(rows));
}

std::vector<model::Problem> SummaryStep::findProblems() const
{
    std::vector<model::Problem> problems = model::validate(draft().configuration);
    for (model::Problem& each : problems)
        each.field = "summary";
    return problems;
}

bool SummaryStep::validatePage()
{
    if (!m_saved && !m_saving && WizardStep::validatePage())
        save();
    return m_saved;
}

void SummaryStep::setSaving(bool saving)
{
    m_saving = saving;
    Q_EMIT completeChanged();
}

void SummaryStep::save()
{
    setSaving(true);
    m_store.run(
        this,
        [draft = draft(), author = bytes(m_store.author())](store::Store& store) {
            return saveFirst(store, draft, author);
        },
        [this](const Result<std::int64_t>& revision) {
            setSaving(false);
            m_saved = revision.has_value();
            if (!m_saved) {
                const std::string text = bytes(translate(revision.error()));
                form().problems().show({{"summary", model::Severity::Error, {"%1", {text}}}});
                return;
            }
            Q_EMIT saved();
            wizard()->next();
        });
}

} // namespace postern::ui
