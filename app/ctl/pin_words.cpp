// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/pin_words.h"

#include "ctl/trace_words.h"

namespace postern::ctl {

std::string mailInWords(const model::Pin& pin)
{
    std::string words =
        pin.expected == model::Expected::Accepted ? "must be accepted: " : "must be refused: ";
    const auto mail = preview::mailOf(pin);
    if (!mail)
        return words + "(its facts cannot be read)";
    words += mail->client;
    if (!mail->sender.empty())
        words += " from=" + mail->sender;
    if (!mail->recipient.empty())
        words += " to=" + mail->recipient;
    return words;
}

std::string stateInWords(const preview::PinCheck& check)
{
    std::string words;
    switch (check.state) {
    case preview::PinState::Unserved:
        return "nobody listens there";
    case preview::PinState::Unknown:
        return "its facts cannot be read";
    case preview::PinState::Broken:
        words = "BROKEN: ";
        break;
    case preview::PinState::Kept:
        break;
    }
    words += word(check.decided.outcome);
    if (check.decided.check)
        words += " by " + std::string(model::info(*check.decided.check).id);
    return words;
}

} // namespace postern::ctl
