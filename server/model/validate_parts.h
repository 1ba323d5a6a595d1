// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/problems.h"
#include "model/validate.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// Validation of what is one row of a table each, for validate.cpp, which looks at rows among others.
namespace postern::model {

// "relay.example.test:587", "127.0.0.1:783", "[2001:db8::1]:25"
bool isHostAndPort(std::string_view text);

// Errors for what stands in braces in a reply and is no placeholder.
void checkPlaceholders(Problems& problems, const std::string& field, std::string_view reply);

std::vector<std::string> namesOf(const Domain& domain); // name and aliases, comparable

// What addresses mean where domains have aliases.
class LocalDomains {
public:
    explicit LocalDomains(const std::vector<Domain>& domains);

    bool contains(const std::string& comparable) const { return m_names.count(comparable) != 0; }
    // The comparable address, with the domain's own name in place of an alias.
    std::string canonical(const std::string& address) const;

private:
    std::unordered_map<std::string, std::string> m_names; // each name → the domain's own
};

// The folder of a mailbox's delivery, in the form in which folders are compared.
std::string folderOf(const Mailbox& mailbox);

std::vector<Problem> validate(const Domain& domain);
std::vector<Problem> validate(const Mailbox& mailbox, const LocalDomains& domains);
std::vector<Problem> validate(const Route& route);

} // namespace postern::model
