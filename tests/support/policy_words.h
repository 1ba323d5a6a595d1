// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/scene.h"

#include <QString>
#include <QStringList>

// What tests of the policy say in short.
namespace postern::testing {

inline constexpr const char* stranger = "203.0.113.9";
inline constexpr const char* insider = "192.168.1.7";

inline QString qt(const std::string& text)
{
    return QString::fromStdString(text);
}

// "hit", "pass", …: what one check says at RCPT, with everything else switched off that can be.
inline QString result(Scene scene, model::Check check, const policy::Facts& facts,
                      model::Stage stage = model::Stage::Rcpt)
{
    for (const model::CheckInfo& info : model::checks())
        scene.setMode(info.check, info.check == check ? model::CheckMode::Enforce : model::CheckMode::Off);
    const auto verdict = scene.verdict(facts, stage);
    const auto* row = rowOf(verdict, check);
    return row == nullptr ? QStringLiteral("(no row)") : qt(std::string(toId(row->result)));
}

// "" where accepted, else the reply with a reference, as the client reads it.
inline QString answer(const policy::Verdict& verdict)
{
    return verdict.check ? qt(policy::withReference(verdict.reply, "K7Q2M9XD").toString()) : QString();
}

inline QStringList ids(const std::vector<model::Check>& checks)
{
    QStringList list;
    for (const model::Check check : checks)
        list << qt(std::string(model::info(check).id));
    return list;
}

inline QString words(const policy::TraceRow* row)
{
    return row == nullptr ? QStringLiteral("(no row)") : qt(policy::inEnglish(*row));
}

// "white ip 203.0.113.9"
inline void addEntry(Scene& scene, const QString& text)
{
    const QStringList parts = text.split(' ');
    const auto color = parts.at(0) == "white" ? model::ListColor::White : model::ListColor::Black;
    const QStringList kinds{"ip", "sender", "recipient", "helo"};
    scene.add(color, model::ListKind(kinds.indexOf(parts.at(1))), parts.at(2).toStdString());
}

} // namespace postern::testing
