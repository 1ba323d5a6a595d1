// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/flip_block.h"

#include "base/time.h"
#include "policy/fact_words.h"
#include "ui/data/store_client.h"
#include "ui/forms/prompter.h"
#include "ui/forms/save_edit.h"
#include "ui/log/event_words.h"
#include "ui/shell/console.h"
#include "ui/text/translate.h"

#include <QUrl>

namespace postern::ui {

namespace {

using policy::FlipAct;
using policy::FlipStep;

// The words of a step; those of the server know the titles of checks in English only.
Sentence inTranslation(const FlipStep& step, Sentence sentence)
{
    if (step.act == FlipAct::SetMode && !sentence.args.empty())
        sentence.args[0] = bytes(translate(model::info(step.check).title));
    return sentence;
}

QString whatHtml(const FlipStep& step, const QString& link, bool first)
{
    const Sentence what = inTranslation(step, policy::inWords(step));
    const QString html = step.byClient() ? richText(what) : translate(what).toHtmlEscaped();
    const QString words = first ? raised(what, html) : html;
    return step.byClient() ? words : QStringLiteral("<a href=\"%1\">%2</a>").arg(link, words);
}

QString missingText(const std::vector<policy::FactId>& missing)
{
    QStringList names;
    for (const policy::FactId fact : missing)
        names << translate(policy::nameOf(fact));
    return names.join(FlipBlock::tr(", "));
}

QString flipHtml(const policy::Flip& flip, std::size_t number, bool letsIn)
{
    QStringList what;
    QStringList besides;
    for (std::size_t i = 0; i < flip.steps.size(); ++i) {
        const FlipStep& step = flip.steps[i];
        what << whatHtml(step, QStringLiteral("flip:%1/%2").arg(number).arg(i), i == 0);
        const Sentence rest = inTranslation(step, policy::whatElse(step));
        if (!rest.empty())
            besides << richText(rest);
    }
    QString html = what.join(FlipBlock::tr(", and "));
    if (!besides.isEmpty())
        html += (letsIn ? FlipBlock::tr(" — lets in, too: %1") : FlipBlock::tr(" — refuses, too: %1"))
                    .arg(besides.join(FlipBlock::tr("; ")));
    if (!flip.missing.empty())
        html += FlipBlock::tr(" (as far as is known: %1 would be looked up then)")
                    .arg(missingText(flip.missing).toHtmlEscaped());
    return html;
}

} // namespace

std::optional<Place> placeOf(const FlipStep& step)
{
    using model::Check;
    const auto at = [&step](Check check) { return Place{step.serviceName, check, 0, {}, {}}; };
    const auto page = [](PageId id) { return Place{{}, {}, 0, {}, id}; };
    switch (step.act) {
    case FlipAct::LogIn:
    case FlipAct::SendAs:
    case FlipAct::TryAgain:
    case FlipAct::SendSmaller:
    case FlipAct::AddEntry:
        return std::nullopt;
    case FlipAct::LiftBan:
        return page(PageId::Bans);
    case FlipAct::AddAlias:
    case FlipAct::AddMailbox:
        return page(PageId::Mailboxes);
    case FlipAct::TrustForwarder:
    case FlipAct::AddToLan:
        return page(PageId::Lan);
    case FlipAct::RelayTo:
    case FlipAct::RelayAnySender:
    case FlipAct::RelayLan:
    case FlipAct::RelayLoggedIn:
    case FlipAct::RelayFrom:
        return at(Check::RecipientRelay);
    case FlipAct::AllowClient:
        return at(Check::AccessClient);
    case FlipAct::RemoveEntry:
        return Place{step.serviceName, step.check, step.entry.id, {}, {}};
    case FlipAct::DropDnsList:
        return Place{step.serviceName, {}, 0, "black-lists/dns_lists", {}};
    case FlipAct::RaiseSize:
        return at(Check::MessageSize);
    case FlipAct::RaiseHops:
        return at(Check::MessageLoop);
    case FlipAct::ExemptLan:
        return Place{step.serviceName, {}, 0, "black-lists/exempt_lan", {}};
    case FlipAct::ExemptLoggedIn:
        return Place{step.serviceName, {}, 0, "black-lists/exempt_authenticated", {}};
    case FlipAct::SetMode:
        return at(step.check);
    }
    return std::nullopt;
}

FlipBlock::FlipBlock(Console& console, QWidget* parent)
    : TextBlock(parent)
    , m_console(console)
{
    setObjectName(QStringLiteral("flips"));
    setAccessibleName(tr("What would change it"));
    setMaximumLines(7);
    connect(this, &QTextBrowser::anchorClicked, this, &FlipBlock::follow);
    showText({});
}

void FlipBlock::showText(const QString& text)
{
    m_flips = {};
    setPlainText(text);
    setVisible(!text.isEmpty());
}

void FlipBlock::showFlips(const policy::Flips& flips, std::int64_t revision, const std::string& reference)
{
    m_flips = flips;
    m_revision = revision;
    m_reference = reference;
    QString html;
    if (flips.flips.empty())
        html = flips.refused ? tr("No single change of settings, and no two, would let it in.")
                             : tr("No single change of settings would refuse it.");
    else
        html = QStringLiteral("<b>%1</b>")
                   .arg(!m_heading.isEmpty() ? m_heading.toHtmlEscaped()
                        : flips.refused      ? tr("What would let it in:")
                                             : tr("What would refuse it:"));
    for (std::size_t i = 0; i < flips.flips.size(); ++i)
        html += QStringLiteral("<br>%1. %2").arg(i + 1).arg(flipHtml(flips.flips[i], i, flips.refused));
    if (!flips.complete)
        html += QStringLiteral("<br>") + tr("There may be more: not every combination was tried.");
    setHtml(html + unreadHtml());
    show();
}

QString FlipBlock::unreadHtml() const
{
    QString html;
    for (const QString& line : m_unread.split(u'\n', Qt::SkipEmptyParts))
        html += QStringLiteral("<br>") + tr("A list file does not count here: %1").arg(line.toHtmlEscaped());
    return html;
}

void FlipBlock::follow(const QUrl& link)
{
    const QStringList numbers = link.path().split(u'/');
    if (numbers.size() != 2)
        return;
    const std::size_t flip = numbers[0].toULongLong();
    const std::size_t number = numbers[1].toULongLong();
    if (flip >= m_flips.flips.size() || number >= m_flips.flips[flip].steps.size())
        return;
    const FlipStep step = m_flips.flips[flip].steps[number];
    if (step.act == FlipAct::AddEntry)
        addEntry(step);
    else if (const auto place = placeOf(step)) {
        if (place->page)
            Q_EMIT leaving();
        m_console.open(*place);
    }
}

void FlipBlock::addEntry(const FlipStep& step)
{
    const bool letsIn = (step.entry.color == model::ListColor::Black) == step.entry.negated;
    const QString besides = translate(policy::whatElse(step));
    QString detail =
        letsIn ? tr("It lets in, too: %1.").arg(besides) : tr("It refuses, too: %1.").arg(besides);
    if (letsIn)
        detail += u' ' + tr("It lets nobody relay.");
    detail += u' ' + tr("It counts for %1 from the next message on. The list and History can take it back.")
                         .arg(qt(step.serviceName));
    const Sentence what = policy::inWords(step);
    const QString question = tr("%1?", "what is to be done").arg(raised(what, translate(what)));
    if (!m_console.prompter().confirm(window(), tr("Add to the List"), question, detail, tr("&Add")))
        return;
    model::ListEntry entry = step.entry;
    if (!m_reference.empty())
        entry.comment = m_reference;
    save(entry);
}

void FlipBlock::save(const model::ListEntry& entry)
{
    store::Edit edit;
    edit.base = m_revision;
    edit.author = bytes(m_console.store().author());
    edit.lists.saved = {entry};
    edit.merge = true; // a line more hurts nothing that somebody else has saved
    saveEdit(m_console.store(), this, std::move(edit), false, [this](const SaveAnswer& answer) {
        if (answer.kind == SaveAnswer::Kind::Failed)
            m_console.prompter().tell(window(), tr("Add to the List"), tr("The line could not be added."),
                                      answer.message);
    });
}

} // namespace postern::ui
