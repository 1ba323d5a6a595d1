// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pins/pin_words.h"

#include "ui/log/event_words.h"
#include "ui/text/translate.h"

#include <QApplication>
#include <QCoreApplication>
#include <QStyle>

namespace postern::ui {

namespace {

struct PinWords {
    Q_DECLARE_TR_FUNCTIONS(PinWords)
};

} // namespace

QString expectedText(model::Expected expected)
{
    return outcomeText(expected == model::Expected::Accepted ? model::Outcome::Accepted
                                                             : model::Outcome::Rejected);
}

QString stateText(const preview::PinCheck& check)
{
    switch (check.state) {
    case preview::PinState::Unserved:
        return check.service.empty() ? PinWords::tr("The service is gone")
                                     : PinWords::tr("The service is switched off");
    case preview::PinState::Unknown:
        return PinWords::tr("Cannot be decided again");
    case preview::PinState::Kept:
    case preview::PinState::Broken:
        break;
    }
    QString outcome = outcomeText(check.decided.outcome);
    if (!check.decided.check)
        return outcome;
    return PinWords::tr("%1: %2", "outcome, check")
        .arg(outcome, translate(model::info(*check.decided.check).title));
}

QString accessibleStateText(const preview::PinCheck& check)
{
    if (check.state == preview::PinState::Broken)
        return PinWords::tr("broken: %1").arg(stateText(check));
    if (check.state == preview::PinState::Kept)
        return PinWords::tr("as it must be: %1").arg(stateText(check));
    return stateText(check);
}

QIcon stateIcon(preview::PinState state)
{
    switch (state) {
    case preview::PinState::Kept:
        return outcomeIcon(model::Outcome::Accepted);
    case preview::PinState::Broken:
    case preview::PinState::Unserved:
        return QApplication::style()->standardIcon(QStyle::SP_MessageBoxWarning);
    case preview::PinState::Unknown:
        break;
    }
    return {};
}

} // namespace postern::ui
