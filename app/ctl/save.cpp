// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/save.h"

#include "ctl/pin_words.h"
#include "model/validate.h"
#include "store/phrase_text.h"

namespace postern::ctl {

Error toError(const store::CommitFailure& failure)
{
    if (const auto* error = std::get_if<Error>(&failure))
        return *error;
    std::string what = "somebody else saved meanwhile";
    for (const store::Revision& revision : std::get<store::Conflict>(failure).revisions)
        what += "; revision " + std::to_string(revision.id) + " by " + revision.author + ": " +
                toEnglish(store::phraseFrom(revision.summary));
    return {ErrorKind::Conflict, std::move(what), {}, "look at it, then run the command again"};
}

void warnOfPins(Context& context, store::Store& store, const store::Edit& edit)
{
    const auto broken = preview::brokenBy(store, edit, context.clock.now());
    if (!broken) {
        context.err.line("warning: what becomes of the pinned messages is not known: " +
                         toString(broken.error()));
        return;
    }
    for (const preview::BrokenPin& each : *broken)
        context.err.line("warning: pin " + std::to_string(each.draft.pin.id) + ", " +
                         mailInWords(each.draft.pin) + ": " + stateInWords(each.draft));
}

Result<std::int64_t> save(Context& context, store::Store& store, store::Edit edit)
{
    const std::int64_t base = edit.base;
    edit.author = context.author;
    warnOfPins(context, store, edit);
    const auto committed = store.commit(edit);
    if (!committed)
        return tl::unexpected(toError(committed.error()));
    if (*committed == base) {
        context.out.line("nothing to change (revision " + std::to_string(base) + ')');
        return *committed;
    }
    const auto newest = store.history(*committed + 1, 1);
    if (!newest)
        return failFrom(newest);
    context.out.line(
        "revision " + std::to_string(*committed) +
        (newest->empty() ? std::string() : ": " + toEnglish(store::phraseFrom(newest->front().summary))));
    return *committed;
}

store::Edit editOf(std::int64_t base, model::Configuration before, model::Configuration after)
{
    store::Edit edit;
    edit.base = base;
    edit.before = std::move(before);
    edit.after = std::move(after);
    return edit;
}

Result<> checkValid(Context& context, const model::Configuration& configuration)
{
    std::string errors;
    for (const model::Problem& problem : model::validate(configuration)) {
        const std::string text = problem.field + ": " + toEnglish(problem.text);
        if (problem.severity == model::Severity::Warning)
            context.err.line("warning: " + text);
        else
            errors += (errors.empty() ? "" : "; ") + text;
    }
    if (!errors.empty())
        return fail(ErrorKind::Invalid, std::move(errors));
    return {};
}

} // namespace postern::ctl
