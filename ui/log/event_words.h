// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/event.h"
#include "policy/decide.h"

#include <QIcon>
#include <QString>

namespace postern::ui {

// Why, in some words for a column: "Sender claims to be local", "Accepted".
QString whyOf(const model::Event& event);

QString outcomeText(model::Outcome outcome); // "Refused", "Deferred", "Accepted"
// Told apart by shape as well as by colour: a bar for refused, a clock for deferred, a tick for accepted.
QIcon outcomeIcon(model::Outcome outcome);

QString resultText(policy::CheckResult result); // "hit", "exempt"
QString modeText(model::CheckMode mode);        // "monitor"

// One clause of a reason as HTML, with what goes in there in bold.
QString richText(const Sentence& sentence);
// The clauses of policy::reasonInWords() as one sentence, in HTML.
QString paragraph(const std::vector<Sentence>& clauses);
// The same for a cell: plain text.
QString plainParagraph(const std::vector<Sentence>& clauses);

} // namespace postern::ui
