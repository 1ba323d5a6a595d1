// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/import_sink.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace postern::model {

// One rule of an access or cidr map of Postfix: what it is about, and what is to be done.
struct PostfixRule {
    enum class Verdict : std::uint8_t {
        Refuse,
        LetThrough,
        Nothing, // DUNNO: no other rule of the map is looked at, and the map says nothing
    };

    std::size_t line = 0;
    std::string text; // both
    std::string key;
    Verdict verdict = Verdict::Nothing;
    std::string comment;          // the words of a refusal
    std::optional<Error> inexact; // what its action does besides, and will not be done

    // Whether it makes entries of a list of this color; otherwise it takes out of the others.
    bool isFor(ListColor color) const
    {
        return verdict == (color == ListColor::Black ? Verdict::Refuse : Verdict::LetThrough);
    }
};

// Calls `each` for every rule of the text. Lines that begin with a blank carry on the one before. Rules with
// actions that no list can have are refused. `handled` sees each rule before its action is understood, and
// may keep it to itself.
void forPostfixRules(ImportSink& sink, std::string_view text, const std::function<void(PostfixRule)>& each,
                     const std::function<bool(const PostfixRule&)>& handled = {});

// The line of a map before its action is understood: "key action".
struct PostfixLine {
    std::string_view key;
    std::string_view action;
};
PostfixLine splitPostfixLine(std::string_view line);
// Whether the first word of it is an action of access(5).
bool isPostfixAction(std::string_view action);

// Why a rule that takes out of nothing becomes no entry: as a refusal where it would be one of the other
// list.
void leaveOut(ImportSink& sink, const PostfixRule& rule);

} // namespace postern::model
